-- +goose Up
-- Empty for results of before: it is read from the document then.
ALTER TABLE results ADD COLUMN rule_set text NOT NULL DEFAULT '';
