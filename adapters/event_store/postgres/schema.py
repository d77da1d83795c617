"""A ledger's tables on PostgreSQL, what guards them, and the one statement that appends."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import NamedTuple

from psycopg.sql import SQL, Identifier, Literal

FACTS = "stored_events"
MARK = "sameside ledger"  # the comment on the ledger's table: tells ours from anybody else's
# Until the commit is on the disk and seen by all, nobody else takes a position: so n is never seen before n - 1.
IN_TURN = "PERFORM pg_advisory_xact_lock({key});"

TABLES = """
CREATE TABLE {facts} (
    originator_id text COLLATE "C" NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    notification_id bigserial,
    PRIMARY KEY (originator_id, originator_version)
);
CREATE UNIQUE INDEX {facts_position} ON {facts} (notification_id);
CREATE TABLE {commands} (
    id text COLLATE "C" PRIMARY KEY,
    digest text NOT NULL,
    stream text NOT NULL,
    first_version bigint NOT NULL,
    facts bigint NOT NULL,
    first_position bigint NOT NULL
);
CREATE TABLE {ledger} (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE {notes} (name text PRIMARY KEY, value text NOT NULL);
COMMENT ON TABLE {ledger} IS {mark};
"""

# Whoever inserts without the function below takes a position, and with it their turn, by the column's default.
TURNS = """
CREATE FUNCTION {take_turn}() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN
    {in_turn}
    RETURN nextval({sequence});
END $$;
ALTER TABLE {facts} ALTER COLUMN notification_id SET DEFAULT {take_turn}();
"""
# Refused even to replication roles.
GUARDS = """
CREATE FUNCTION {append_only}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
GUARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {append_only}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only;
"""

# One fact of one command is what people record, so its way is short: every writer waits for what stands between the
# lock and the commit. That the version before is there needs no lock, for it stays; that this one is not, the key says.
APPEND_ONE = """
CREATE OR REPLACE FUNCTION {append_one}(
    stream text, version bigint, type text, state bytea, id text, digest text, of_stream text, first_version bigint
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    position bigint;
BEGIN
    IF version > 1 THEN
        PERFORM 1 FROM {facts} WHERE originator_id = stream AND originator_version = version - 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'a version does not follow the last of its stream' USING ERRCODE = 'unique_violation';
        END IF;
    END IF;
    {in_turn}
    position := nextval({sequence});
    INSERT INTO {facts} (originator_id, originator_version, topic, state, notification_id)
        VALUES (stream, version, type, state, position);
    INSERT INTO {commands} VALUES (id, digest, of_stream, first_version, 1, position);
    PERFORM pg_notify({channel}, '');
    RETURN position;
END $$;
"""
APPEND = """
CREATE OR REPLACE FUNCTION {append}(
    streams text[], versions bigint[], types text[], states bytea[], following boolean,
    ids text[], digests text[], of_streams text[], first_versions bigint[], counts bigint[], starts bigint[]
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    positions bigint[];
BEGIN
    {in_turn}
    IF following AND EXISTS (
        SELECT 1 FROM (
            SELECT stream, version, lag(version) OVER (PARTITION BY stream ORDER BY n) AS before
            FROM unnest(streams, versions) WITH ORDINALITY AS told(stream, version, n)
        ) AS told
        WHERE version <> 1 + coalesce(
            before, (SELECT max(originator_version) FROM {facts} WHERE originator_id = stream), 0
        )
    ) THEN
        RAISE EXCEPTION 'a version does not follow the last of its stream' USING ERRCODE = 'unique_violation';
    END IF;
    positions := ARRAY(SELECT nextval({sequence}) FROM generate_series(1, cardinality(streams)));
    INSERT INTO {facts} (originator_id, originator_version, topic, state, notification_id)
        SELECT * FROM unnest(streams, versions, types, states, positions);
    INSERT INTO {commands}
        SELECT id, digest, stream, first_version, facts, coalesce(positions[start], 0)
        FROM unnest(ids, digests, of_streams, first_versions, counts, starts)
            AS told(id, digest, stream, first_version, facts, start);
    PERFORM pg_notify({channel}, '');
    RETURN positions;
END $$;
"""
CALL_ONE = """
SELECT {append_one}(
    %b::text, %b::bigint, %b::text, %b::bytea, %b::text, %b::text, %b::text, %b::bigint
)
"""
CALL = """
SELECT {append}(
    %b::text[], %b::bigint[], %b::text[], %b::bytea[], %b::boolean,
    %b::text[], %b::text[], %b::text[], %b::bigint[], %b::bigint[], %b::bigint[]
)
"""

# For a role that adds and reads, and can change nothing but notes; docs/how-to/postgresql.md shows it.
RIGHTS = """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT ON {facts}, {commands} TO {role};
GRANT SELECT ON {ledger} TO {role};
GRANT SELECT, INSERT, UPDATE ON {notes} TO {role};
GRANT USAGE ON SEQUENCE {numbers} TO {role};
"""


class Names(NamedTuple):
    """Where a ledger's tables are: a schema, and what its table of facts is called."""

    schema: str
    facts: str = FACTS

    @property
    def key(self) -> int:
        """The advisory lock by which its writers take turns: another one for another ledger of the same database."""
        digest = hashlib.sha256(f"sameside {self.schema}.{self.facts}".encode()).digest()
        return int.from_bytes(digest[:8], signed=True)

    @property
    def channel(self) -> str:
        """Where an append is announced; channels belong to a database, not to a schema."""
        return f"sameside_{self.key & (2**64 - 1):x}"

    @property
    def guarded(self) -> list[str]:
        """Tables of which no row changes."""
        return [self.facts, "commands", "ledger"]

    @property
    def numbers(self) -> str:
        """The sequence that gives positions."""
        return f"{self.facts}_notification_id_seq"

    def put(self, text: str, *, table: str = "", role: str = "") -> bytes:
        """The statement with the names put in."""
        return _put(self, text, table, role)

    def created(self) -> list[bytes]:
        """All that makes a ledger, but for what is written into it; to run in one transaction."""
        guards = [self.put(GUARD, table=table) for table in self.guarded]
        return [self.put(TABLES), self.put(TURNS), self.put(GUARDS), *guards, self.put(APPEND_ONE), self.put(APPEND)]

    def rights(self, role: str) -> str:
        """The SQL, for the ledger's owner to run, by which another role may add and read and no more."""
        return self.put(RIGHTS, role=role).decode().strip()


@cache
def _put(names: Names, text: str, table: str, role: str) -> bytes:
    tables = {name: Identifier(names.schema, name) for name in ("commands", "ledger", "notes")}
    functions = {
        name: Identifier(names.schema, f"{names.facts}_{name}")
        for name in ("append_one", "append", "append_only", "take_turn")
    }
    composed = SQL(text).format(
        **tables,
        **functions,
        table=Identifier(names.schema, table),
        role=Identifier(role),
        schema=Identifier(names.schema),
        facts=Identifier(names.schema, names.facts),
        facts_position=Identifier(f"{names.facts}_notification_id_idx"),
        numbers=Identifier(names.schema, names.numbers),
        sequence=SQL("{}::regclass").format(Literal(Identifier(names.schema, names.numbers).as_string())),
        in_turn=SQL(IN_TURN).format(key=Literal(names.key)),
        key=Literal(names.key),
        channel=Literal(names.channel),
        mark=Literal(MARK),
    )
    return composed.as_string().encode()
