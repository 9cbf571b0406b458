"""Searching columns: `Event.objects.filter(title__folded="zoe's cafe")` finds “Zoë’s café”."""

from typing import Any

from django.db.models import CharField, Lookup, TextField

from .folding import LONGER, NOTHING, ONE_FOR_ONE, fold


@CharField.register_lookup
@TextField.register_lookup
class Folded(Lookup):
    """Whether the words stand anywhere in the text, both folded. PostgreSQL does it by functions
    of its own, which 14 and newer have."""

    lookup_name = "folded"

    def get_prep_lookup(self) -> str:
        return fold(str(self.rhs))

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list]:
        column, given = self.process_lhs(compiler, connection)
        return f"instr(folded({column}), %s) > 0", [*given, self.rhs]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        column, given = self.process_lhs(compiler, connection)
        before, after = "".join(ONE_FOR_ONE), "".join(ONE_FOR_ONE.values())
        sql = f"normalize(translate({column}::text, %s, %s), NFKD)"
        sql = f"translate(lower(regexp_replace({sql}, %s, '', 'g')), %s, %s)"
        given = [*given, before, after, NOTHING, before, after]
        for sign, letters in LONGER.items():
            sql = f"replace({sql}, %s, %s)"
            given += [sign, letters]
        return f"strpos({sql}, %s) > 0", [*given, self.rhs]
