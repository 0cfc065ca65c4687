DROP INDEX "users_seen";--> statement-breakpoint
CREATE INDEX "users_seen" ON "users" USING btree (coalesce("last_seen_on", ("created_at" at time zone 'UTC')::date)) WHERE "users"."kind" = 'staff' and "users"."anonymised_at" is null;--> statement-breakpoint
UPDATE users SET warned_at = NULL, hidden_at = NULL WHERE anonymised_at IS NULL AND (warned_at IS NOT NULL OR hidden_at IS NOT NULL);--> statement-breakpoint
UPDATE users SET last_seen_on = (now() AT TIME ZONE 'UTC')::date WHERE kind = 'staff' AND last_seen_on IS NULL AND anonymised_at IS NULL;
