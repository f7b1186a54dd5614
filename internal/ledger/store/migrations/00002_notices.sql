-- +goose Up
CREATE TABLE notices (
	key text PRIMARY KEY, number text NOT NULL, kind text NOT NULL, unit text NOT NULL, quarter text NOT NULL, issued text NOT NULL, doc text NOT NULL);
CREATE INDEX notices_unit ON notices (unit, quarter);

-- state: queued sending sent failed held cancelled
CREATE TABLE outbox (
	id bigint PRIMARY KEY, key text NOT NULL UNIQUE, notice text NOT NULL, unit text NOT NULL, channel text NOT NULL, address text NOT NULL,
	payload text NOT NULL, state text NOT NULL, attempts bigint NOT NULL, begun text NOT NULL, next_at text NOT NULL, doubt bigint NOT NULL,
	ref text NOT NULL, why text NOT NULL, created text NOT NULL, settled text NOT NULL);
CREATE INDEX outbox_state ON outbox (state, next_at, id);

CREATE TABLE replies (id text PRIMARY KEY, case_id text NOT NULL, at text NOT NULL, doc text NOT NULL);
CREATE INDEX replies_case ON replies (case_id, at);
