from django.template import Context, Template


def render(template, **context):
    return Template("{% load richtext %}" + template).render(Context(context))


def test_the_filter_shows_safe_html_and_nothing_for_nothing():
    assert render("{{ v|richtext }}", v="<p>a<script>b</script></p>") == (
        '<div class="lo-prose"><p>a</p></div>'
    )
    assert render("{{ v|richtext }}{{ w|richtext }}", v="", w=None) == ""


def test_the_filter_takes_a_prefix_for_ids():
    assert render("{{ v|richtext:7 }}", v="<h2>A b</h2>") == (
        '<div class="lo-prose"><h2 id="7-a-b">A b</h2></div>'
    )


def test_plain_text_is_escaped_by_the_template():
    assert render("{{ v|plaintext }}", v="<p>a &amp; &lt;b&gt;</p>") == "a &amp; &lt;b&gt;"
