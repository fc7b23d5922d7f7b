"""The view `rendered`: a tenant's mapping applied to the columns of one file, for the SQL files to read.

Belongs here: expressions over columns, one per attribute. Does not: reading the file (`records.py`), the
texts that are looked up in a table (`words.py`), or the meaning of a value (`sql/macros.sql`,
`core/mapping.py`).

Customers' names and values are data: columns of the file are called c00000, c00001, …; attributes are slugs;
every other value reaches SQL as a constant expression.
"""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression, StarExpression

from qooper_assets.core import day_formats, identifiers
from qooper_assets.core.date_columns import mapped_dates
from qooper_assets.core.mapping import SCOPE, attribute_names, mapped_columns
from qooper_assets.core.records import HeaderMatch, Records
from qooper_assets.core.tenant.mapping import CustomColumn, DateColumn, FullName, RoleColumn
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.words import column, split_attributes, with_words


def call(name: str, *arguments: Expression | str | int | date) -> Expression:
    return FunctionExpression(
        name, *(a if isinstance(a, Expression) else ConstantExpression(a) for a in arguments)
    )


def _null(sql_type: str) -> Expression:
    return ConstantExpression(None).cast(sql_type)


class _Rendering:
    """One tenant's mapping applied to one file, as expressions over the file's columns."""

    def __init__(self, match: HeaderMatch, tenant: Tenant, file: Records) -> None:
        self.positions = match.positions
        self.columns = mapped_columns(tenant)
        self.tenant = tenant
        self.chars_max = tenant.feed.limits.field_chars_max
        self.says_nothing_by_null = file.format == "json"
        manager = tenant.mapping.manager
        self.refers_to_email = manager is not None and manager.refers_to == "email"
        self.no_dates = " ".join(str(day) for day in sorted(tenant.policy.no_date))

    def cell(self, attribute: str) -> Expression:
        """The raw text of an attribute, or NULL if the file has no such column."""
        position = self.positions.get(attribute)
        return _null("VARCHAR") if position is None else ColumnExpression(column(position))

    def text(self, attribute: str) -> Expression:
        return call("trimmed", self.cell(attribute))

    def key(self, attribute: str) -> Expression:
        """The identifier or e-mail in a cell, as it is meant (I32, AT17)."""
        return call("email_text" if attribute == "email" else "id_text", self.cell(attribute))

    def employee_id(self) -> Expression:
        """The employee id; NULL for a placeholder (I28), unless it is the identity: that rejects the row."""
        key = self.key("employee_id")
        if self.tenant.identity == "employee_id":
            return key
        return call("unless_matching", key, f"(?i)(?:{identifiers.placeholders(self.tenant)})")

    def manager(self) -> Expression:
        """The reference to the manager; NULL if it can't be one person's id, so that it never leads to
        somebody who was linked under such an id (I28, I31)."""
        if self.refers_to_email:
            return call("email_text", self.cell("manager"))
        reference = call("id_text", self.cell("manager"))
        return call("unless_matching", reference, identifiers.no_identifier(self.tenant))

    def is_respelled(self) -> Expression:
        """True if an id of the record is written as a spreadsheet does (I32)."""
        ids = [name for name in {"employee_id", self.tenant.identity} - {"email"} if name in self.positions]
        if "manager" in self.positions and not self.refers_to_email:
            ids.append("manager")
        found = [call("is_respelled", self.cell(name)) for name in sorted(ids)]
        return reduce(or_, found, ConstantExpression(False))

    def day_formats(self) -> dict[str, str]:
        """The date columns of the file: attribute → format."""
        return {
            name: column.format
            for name, column in self.columns.items()
            if isinstance(column, DateColumn) and name in self.positions
        }

    def texts(self) -> list[str]:
        """The mapped attributes of the file whose value is the text of their cell, as it is usable."""
        sources = dict.fromkeys(map(self.source, attribute_names(self.tenant)))
        return [name for name in sources if name in self.positions and self.is_text(name)]

    def is_text(self, name: str) -> bool:
        """Not a date, not looked up in a list of the tenant file, and not the identity, which is a key."""
        match self.columns.get(name):
            case DateColumn() | RoleColumn():
                return False
            case CustomColumn() as custom if custom.split:
                return False
            case _:
                return name != self.tenant.identity

    def usable(self, name: str) -> Expression:
        """The text of a cell, or NULL if it is blank or unusable."""
        if name == self.tenant.identity:
            return call("usable", self.key(name), self.chars_max)
        texts = self.texts()
        if name not in texts:
            return _null("VARCHAR")
        return call("list_extract", ColumnExpression("usable_texts"), texts.index(name) + 1)

    def parsed(self) -> list[Expression]:
        """What the engine parses of each date cell, and the usable texts as one list, next to the columns of
        the file."""
        # One expression for all texts, because the engine compiles the patterns of each expression.
        cells = [self.cell(name) for name in self.texts()] or [_null("VARCHAR")]
        return [
            StarExpression(),
            call("usable_texts", call("list_value", *cells), self.chars_max).alias("usable_texts"),
            *(
                call("parse_date", self.cell(name), day_format).alias(f"parsed_{name}")
                for name, day_format in self.day_formats().items()
            ),
        ]

    def checked(self) -> list[Expression]:
        """The day of each date cell: NULL if it is unusable, and also a day that means that there is none."""
        return [
            StarExpression(),
            *(
                call(
                    "usable_day",
                    ColumnExpression(f"parsed_{name}"),
                    self.cell(name),
                    day_formats.pattern(day_format),
                    day_formats.certain_from(day_format),
                    self.no_dates,
                ).alias(f"day_{name}")
                for name, day_format in self.day_formats().items()
            ),
        ]

    def day(self, attribute: str) -> Expression:
        """The day in a date column; NULL too if the cell says that there is none (S27)."""
        if attribute not in self.day_formats():
            return _null("DATE")
        day = call("stated_day", ColumnExpression(f"day_{attribute}"), self.no_dates)
        return call("last_day", day) if attribute == "termination_date" else day

    def source(self, attribute: str) -> str:
        """The mapped attribute that an attribute's value comes from: both names may come in one column."""
        is_part = attribute in {"first_name", "last_name"} and self.tenant.mapping.full_name
        return "full_name" if is_part else attribute

    def value(self, attribute: str) -> Expression:
        """A profile attribute's value; NULL if its cell is blank or unusable."""
        source = self.source(attribute)
        match self.columns.get(source):
            case DateColumn():
                return self.day(attribute).cast("VARCHAR")
            case FullName() as full_name:
                part = "given_name" if attribute == "first_name" else "family_name"
                return call(part, self.usable(source), full_name.order)
            case RoleColumn() if attribute in self.positions:
                return ColumnExpression("value_role")
            case CustomColumn() as custom if custom.split and attribute in self.positions:
                return ColumnExpression(f"value_{attribute}")
            case _:
                return self.usable(source)

    def values(self) -> list[Expression]:
        """Every value next to the cells that it was made from."""
        names = attribute_names(self.tenant)
        known = [
            ColumnExpression(f"is_known_{name}")
            for name in split_attributes(self.tenant)
            if name in self.positions and self.tenant.mapping.custom[name].unknown_option == "reject"
        ]
        knows = ConstantExpression(True)
        if known:
            knows = duckdb.CoalesceOperator(call("list_bool_and", call("list_value", *known)), knows)
        return [
            ColumnExpression("row_id"),
            *(ColumnExpression(column(position)) for position in sorted(set(self.positions.values()))),
            self.key(self.tenant.identity).alias("identifier"),
            self.employee_id().alias("employee_id"),
            self.key("email").alias("email"),
            *self.status(),
            *(ColumnExpression(f"day_{name}") for name in self.day_formats()),
            self.day("hire_date").alias("hire_on"),
            self.day("termination_date").alias("termination_on"),
            self.manager().alias("manager"),
            self.is_respelled().alias("is_respelled"),
            *self.scope(),
            knows.alias("knows_options"),
            *(self.value(name).alias(f"v_{name}") for name in names),
        ]  # fmt: skip

    def rendered(self) -> list[Expression]:
        """The columns of the view `rendered`."""
        names = attribute_names(self.tenant)
        kept = ("identifier", "employee_id", "email", "is_known_status", "is_active", "knows_options",
                "hire_on", "termination_on", "manager", "is_respelled", "scope",
                "is_out_of_scope")  # fmt: skip
        attributes = call("struct_pack", *(ColumnExpression(f"v_{name}").alias(name) for name in names))
        return [
            ColumnExpression("row_id"),
            *(ColumnExpression(name) for name in kept),
            attributes.alias("attributes"),
            call("concat", *(_flag(ColumnExpression(f"v_{name}")) for name in names)).alias("filled"),
            self.dropped(names).alias("dropped"),
            self.unsaid().alias("unsaid"),
        ]

    def status(self) -> tuple[Expression, Expression]:
        """`is_known_status` and `is_active`: what the status word means. A blank one means nothing (S08)."""
        if self.tenant.mapping.status is None:
            always = ConstantExpression(True)
            return always.alias("is_known_status"), always.alias("is_active")
        known = duckdb.CoalesceOperator(ColumnExpression("is_known_status"), ConstantExpression(True))
        return known.alias("is_known_status"), ColumnExpression("is_active")

    def scope(self) -> tuple[Expression, Expression]:
        """`scope`, the text of its column, and `is_out_of_scope`; both NULL if the cell is blank or can't be
        read."""
        if self.tenant.scope is None:
            return _null("VARCHAR").alias("scope"), ConstantExpression(False).alias("is_out_of_scope")
        return ColumnExpression("scope"), ColumnExpression("is_out_of_scope")

    def dropped(self, names: Sequence[str]) -> Expression:
        """Names of the attributes, and the scope, whose cell is not blank but unusable."""
        days = self.day_formats()
        made = [
            (name, f"v_{name}") for name in names if self.source(name) in self.positions and name not in days
        ]
        made += [(name, f"day_{name}") for name in days]
        keys = {"employee_id", "manager"} - {self.tenant.identity}
        made += [(name, name) for name in sorted(keys) if name in self.positions]
        made += [(SCOPE, "scope")] if self.tenant.scope else []
        if not made:
            return _null("VARCHAR[]")
        is_lost = [
            ColumnExpression(value).isnull() & self.cell(self.source(name)).isnotnull()
            for name, value in made
        ]
        named = [
            (
                ConstantExpression(name).alias("name"),
                _case(lost, self.cell(self.source(name))).alias("cell"),
            )
            for lost, (name, _) in zip(is_lost, made, strict=True)
        ]
        cells = call("list_value", *(call("struct_pack", *pair) for pair in named))
        return _case(reduce(or_, is_lost), call("names_of_texts", cells))

    def unsaid(self) -> Expression:
        """Names of attributes whose column or JSON key is missing: of dates, for which a blank has a meaning
        (S22, S26), and of attributes that a blank would clear (P29)."""
        mapped = (*mapped_dates(self.tenant.mapping), *self.tenant.policy.clear_when_blank)
        names = [name for name in dict.fromkeys(mapped) if self.source(name) in self.columns]
        found = [
            _case(self.cell(self.source(name)).isnull(), ConstantExpression(name))
            for name in names
            if self.says_nothing_by_null or self.source(name) not in self.positions
        ]
        return call("present", call("list_value", *found)) if found else _null("VARCHAR[]")


def _flag(value: Expression) -> Expression:
    """'1' if there is a value, else '0'."""
    return duckdb.CaseExpression(value.isnull(), ConstantExpression("0")).otherwise(ConstantExpression("1"))


def _case(condition: Expression, value: Expression) -> Expression:
    return duckdb.CaseExpression(condition, value)


def render(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, file: Records, match: HeaderMatch, tenant: Tenant
) -> None:
    """Create the view `rendered` from the columns of a file, and row_id."""
    rendering = _Rendering(match, tenant, file)
    columns = with_words(engine, delivered, match, tenant)
    # Step by step, because the engine evaluates an expression again wherever it is mentioned.
    days = columns.select(*rendering.parsed()).select(*rendering.checked())
    days.select(*rendering.values()).select(*rendering.rendered()).create_view("rendered", replace=True)
