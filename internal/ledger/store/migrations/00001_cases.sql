-- +goose Up
-- Times are UTC as 2006-01-02T15:04:05.000Z, so that text sorts as time does.
-- doc is the whole value as JSON; the columns beside it are for looking up.
CREATE TABLE cases (
	id text PRIMARY KEY, fingerprint text NOT NULL UNIQUE, site text NOT NULL, unit text NOT NULL, rule text NOT NULL,
	state text NOT NULL, first text NOT NULL, last text NOT NULL, due text NOT NULL, doc text NOT NULL);
CREATE INDEX cases_state ON cases (state, due);
CREATE INDEX cases_site ON cases (site, unit);

CREATE TABLE history (
	seq bigint PRIMARY KEY, about text NOT NULL, kind text NOT NULL, at text NOT NULL, doc text NOT NULL, hash text NOT NULL);
CREATE INDEX history_about ON history (about, seq);

-- One row: the end of the chain. Taking it first keeps two writers in order.
CREATE TABLE chain (id bigint PRIMARY KEY, seq bigint NOT NULL, hash text NOT NULL);
INSERT INTO chain (id, seq, hash) VALUES (1, 0, '');

CREATE TABLE results (
	digest text PRIMARY KEY, site text NOT NULL, quarter text NOT NULL, as_of text NOT NULL, purpose text NOT NULL,
	finished text NOT NULL, imported text NOT NULL, doc text NOT NULL);
CREATE INDEX results_site ON results (site, quarter, imported);

CREATE TABLE waivers (id text PRIMARY KEY, site text NOT NULL, kind text NOT NULL, until text NOT NULL, doc text NOT NULL);

CREATE TABLE signoffs (site text NOT NULL, quarter text NOT NULL, doc text NOT NULL, PRIMARY KEY (site, quarter));

CREATE TABLE manual_scores (
	id bigint PRIMARY KEY, site text NOT NULL, quarter text NOT NULL, rule text NOT NULL, doc text NOT NULL);
CREATE INDEX manual_scores_site ON manual_scores (site, quarter, rule, id);
