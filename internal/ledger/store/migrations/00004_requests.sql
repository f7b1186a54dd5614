-- +goose Up
-- The unit's register of applications for information; no applicant is named.
CREATE TABLE requests (site text NOT NULL, id text NOT NULL, received text NOT NULL, doc text NOT NULL, PRIMARY KEY (site, id));
