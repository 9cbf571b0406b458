"""`{% load imported %}{{ item.question|short_title }}`: the title that an import gives."""

from django import template

from graduated_response.imports.wording import short_title

register = template.Library()
register.filter(short_title)
