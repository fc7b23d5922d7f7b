"""The view `rendered`: a tenant's mapping applied to the columns of one file, for the SQL files to read.

Belongs here: expressions over columns, one per attribute, and the meaning of the texts of a multi-select
column. Does not: reading the file (`records.py`), or the meaning of a value (`sql/macros.sql`,
`core/mapping.py`).

Customers' names and values are data: columns of the file are called c00000, c00001, …; attributes are slugs;
every other value reaches SQL as a constant expression.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

import duckdb
import polars as pl
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from qooper_assets.core.mapping import attribute_names, mapped_columns, parse_options
from qooper_assets.core.records import HeaderMatch, Records
from qooper_assets.core.tenant.mapping import CustomColumn, DateColumn, FullName
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine


def call(name: str, *arguments: Expression | str | int) -> Expression:
    return FunctionExpression(
        name, *(a if isinstance(a, Expression) else ConstantExpression(a) for a in arguments)
    )


def column(position: int) -> str:
    """The engine's name for a column of the file; zero-padded, so that names sort in column order."""
    return f"c{position:05d}"


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

    def cell(self, attribute: str) -> Expression:
        """The raw text of an attribute, or NULL if the file has no such column."""
        position = self.positions.get(attribute)
        return _null("VARCHAR") if position is None else ColumnExpression(column(position))

    def text(self, attribute: str) -> Expression:
        return call("trimmed", self.cell(attribute))

    def day(self, attribute: str) -> Expression:
        column = self.columns.get(attribute)
        if not isinstance(column, DateColumn) or attribute not in self.positions:
            return _null("DATE")
        return call("parse_date", self.cell(attribute), column.format)

    def source(self, attribute: str) -> str:
        """The mapped attribute that an attribute's value comes from: both names may come in one column."""
        is_part = attribute in {"first_name", "last_name"} and self.tenant.mapping.full_name
        return "full_name" if is_part else attribute

    def value(self, attribute: str) -> Expression:
        """A profile attribute's value; NULL if its cell is blank or unusable."""
        column = self.columns.get(self.source(attribute))
        cell = self.cell(self.source(attribute))
        match column:
            case DateColumn():
                return self.day(attribute).cast("VARCHAR")
            case FullName():
                part = "given_name" if attribute == "first_name" else "family_name"
                return call(part, call("usable", cell, self.chars_max), column.order)
            case CustomColumn() if column.split and attribute in self.positions:
                return ColumnExpression(f"value_{attribute}")
            case _:
                return call("usable", cell, self.chars_max)

    def values(self) -> list[Expression]:
        """The first of two steps: every value next to the cells that it was made from."""
        names = attribute_names(self.tenant)
        known = [
            ColumnExpression(f"is_known_{name}")
            for name in _split_attributes(self.tenant)
            if name in self.positions and self.tenant.mapping.custom[name].unknown_option == "reject"
        ]
        knows = ConstantExpression(True)
        if known:
            knows = duckdb.CoalesceOperator(call("list_bool_and", call("list_value", *known)), knows)
        return [
            ColumnExpression("row_id"),
            *(ColumnExpression(column(position)) for position in sorted(set(self.positions.values()))),
            self.text(self.tenant.identity).alias("identifier"),
            self.text("employee_id").alias("employee_id"),
            self.text("email").alias("email"),
            self.text("status").alias("status_word"),
            self.day("hire_date").alias("hire_on"),
            self.day("termination_date").alias("termination_on"),
            self.text("manager").alias("manager"),
            knows.alias("knows_options"),
            *(self.value(name).alias(f"v_{name}") for name in names),
        ]  # fmt: skip

    def rendered(self) -> list[Expression]:
        """The second step: the columns of the view `rendered`."""
        names = attribute_names(self.tenant)
        kept = ("identifier", "employee_id", "email", "status_word", "knows_options", "hire_on",
                "termination_on", "manager")  # fmt: skip
        attributes = call("struct_pack", *(ColumnExpression(f"v_{name}").alias(name) for name in names))
        return [
            ColumnExpression("row_id"),
            *(ColumnExpression(name) for name in kept),
            attributes.alias("attributes"),
            call("concat", *(_flag(ColumnExpression(f"v_{name}")) for name in names)).alias("filled"),
            self.dropped(names).alias("dropped"),
            self.unsaid().alias("unsaid"),
        ]

    def dropped(self, names: Sequence[str]) -> Expression:
        """Names of the attributes whose cell is not blank but yields no value."""
        made = [(name, f"v_{name}") for name in names if self.source(name) in self.positions]
        if "termination_date" in self.positions:
            made.append(("termination_date", "termination_on"))
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
        """Names of attributes that a blank would clear, but whose column (R8) or key (P29) is missing."""
        names = self.tenant.policy.clear_when_blank
        missing = [name for name in names if self.source(name) not in self.positions]
        if not missing and not (names and self.says_nothing_by_null):
            return _null("VARCHAR[]")
        return call("present", call("list_value", *(
            ConstantExpression(name)
            if name in missing
            else _case(self.cell(self.source(name)).isnull(), ConstantExpression(name))
            for name in names
            if name in missing or self.says_nothing_by_null
        )))  # fmt: skip


def _flag(value: Expression) -> Expression:
    """'1' if there is a value, else '0'."""
    return duckdb.CaseExpression(value.isnull(), ConstantExpression("0")).otherwise(ConstantExpression("1"))


def _case(condition: Expression, value: Expression) -> Expression:
    return duckdb.CaseExpression(condition, value)


def _split_attributes(tenant: Tenant) -> list[str]:
    return [name for name, column in tenant.mapping.custom.items() if column.split]


def render(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, file: Records, match: HeaderMatch, tenant: Tenant
) -> None:
    """Create the view `rendered` from the columns of a file, and row_id."""
    rendering = _Rendering(match, tenant, file)
    source = _with_options(engine, delivered, match, tenant)
    source.select(*rendering.values()).select(*rendering.rendered()).create_view("rendered", replace=True)


def stage_options(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, match: HeaderMatch, tenant: Tenant
) -> None:
    """Create a table for each multi-select column with the meaning of its texts, each parsed once."""
    names = [name for name in _split_attributes(tenant) if name in match.positions]
    if not names:
        return
    columns = [column(match.positions[name]) for name in names]
    each = ", ".join(f"({column})" for column in columns)
    texts = delivered.aggregate(", ".join(columns), f"grouping sets ({each})").fetchall()
    chars_max = tenant.feed.limits.field_chars_max
    for place, name in enumerate(names):
        custom = tenant.mapping.custom[name]
        found = {row[place] for row in texts} - {None, ""}
        meanings = [(text, *parse_options(text, custom, chars_max)) for text in found]
        schema = {f"cell_{name}": pl.String, f"value_{name}": pl.String, f"is_known_{name}": pl.Boolean}
        engine.table(f"options_{name}", pl.DataFrame(meanings, schema=schema, orient="row"))


def _with_options(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, match: HeaderMatch, tenant: Tenant
) -> duckdb.DuckDBPyRelation:
    """Join the file with the meaning of each text of its multi-select columns."""
    source = delivered.set_alias("delivered")
    for name in _split_attributes(tenant):
        if name in match.positions:
            options = engine.connection.table(f"options_{name}").set_alias("options")
            condition = f"delivered.{column(match.positions[name])} = options.cell_{name}"
            source = source.join(options, condition, how="left").set_alias("delivered")
    return source
