-- +goose Up
CREATE TABLE due (
	job text NOT NULL, key text NOT NULL, planned text NOT NULL, started text NOT NULL, done text NOT NULL,
	owner text NOT NULL, lease text NOT NULL, fence bigint NOT NULL, note text NOT NULL, PRIMARY KEY (job, key));
CREATE INDEX due_planned ON due (job, planned);
