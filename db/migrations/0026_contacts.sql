DROP INDEX "message_reports_message";--> statement-breakpoint
DROP INDEX "message_reports_letter";--> statement-breakpoint
ALTER TABLE "adult_messages" ADD COLUMN "taken_text" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "taken_words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "taken_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "adult_messages_author" ON "adult_messages" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "adult_messages_taken" ON "adult_messages" USING btree ("deleted_at") WHERE "adult_messages"."taken_text" is not null;--> statement-breakpoint
CREATE INDEX "contacts_taken" ON "contacts" USING btree ("taken_at") WHERE "contacts"."taken_at" is not null;--> statement-breakpoint
CREATE INDEX "message_reports_reporter" ON "message_reports" USING btree ("reporter_id");--> statement-breakpoint
CREATE INDEX "message_reports_subject" ON "message_reports" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "message_reports_handler" ON "message_reports" USING btree ("handled_by");--> statement-breakpoint
CREATE UNIQUE INDEX "message_reports_message" ON "message_reports" USING btree ("message_id","reporter_id") WHERE "message_reports"."message_id" is not null and "message_reports"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "message_reports_letter" ON "message_reports" USING btree ("subject_id","reporter_id") WHERE "message_reports"."message_id" is null and "message_reports"."state" = 'open';--> statement-breakpoint
ALTER TABLE "adult_messages" ADD CONSTRAINT "adult_messages_taken" CHECK ("adult_messages"."taken_text" is null or "adult_messages"."deleted_at" is not null);--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_taken" CHECK (length("contacts"."taken_words") <= 9000 and ("contacts"."taken_at" is not null) = ("contacts"."taken_words" <> ''));--> statement-breakpoint
WITH late AS (DELETE FROM project_state_changes c USING project_state_changes d, projects p WHERE p.id = d.project_id AND d.state = 'draft' AND d.at = p.created_at AND c.project_id = d.project_id AND c.at = d.at AND c.state <> 'draft' AND c.number < d.number RETURNING c.project_id, c.state, c.at, c.number) INSERT INTO project_state_changes (project_id, state, at) SELECT project_id, state, at FROM late ORDER BY number;--> statement-breakpoint
DROP TRIGGER offers_of_user ON users;--> statement-breakpoint
CREATE TRIGGER offers_of_user AFTER UPDATE OF display_name, school_id, suspended_at, waiting_since, hidden_at ON users FOR EACH ROW WHEN (new.kind = 'staff') EXECUTE FUNCTION note_offers_of('id');--> statement-breakpoint
INSERT INTO directory_news (list, id) SELECT 'people', user_id FROM profiles WHERE is_listed UNION ALL SELECT 'offers', id FROM offers WHERE state = 'open';
