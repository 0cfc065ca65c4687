CREATE TABLE "accompaniment_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"school_id" uuid,
	"project_id" uuid,
	"author_id" uuid,
	"day" date NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "accompaniment_notes_subject" CHECK (num_nonnulls("accompaniment_notes"."school_id", "accompaniment_notes"."project_id") = 1),
	CONSTRAINT "accompaniment_notes_text" CHECK (length("accompaniment_notes"."text") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "circulars" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"region_id" uuid NOT NULL,
	"author_id" uuid,
	"texts" jsonb NOT NULL,
	"readers" integer NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "circulars_readers" CHECK ("circulars"."readers" > 0),
	CONSTRAINT "circulars_texts" CHECK (jsonb_array_length("circulars"."texts") between 1 and 3)
);
--> statement-breakpoint
ALTER TABLE "mail_stops" DROP CONSTRAINT "mail_stops_kind";--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
DROP INDEX "mails_waiting";--> statement-breakpoint
DROP INDEX "mails_due";--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "vouches_for" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "circular_id" uuid;--> statement-breakpoint
-- What was asked before this said it of whoever had told of their school: it still does, and of no other.
UPDATE "approvals" SET "vouches_for" = "users"."school_id" FROM "newcomers" JOIN "users" ON "users"."id" = "newcomers"."user_id"
	WHERE "approvals"."user_id" = "newcomers"."user_id" AND "newcomers"."brings_school";--> statement-breakpoint
ALTER TABLE "accompaniment_notes" ADD CONSTRAINT "accompaniment_notes_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accompaniment_notes" ADD CONSTRAINT "accompaniment_notes_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accompaniment_notes" ADD CONSTRAINT "accompaniment_notes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accompaniment_notes" ADD CONSTRAINT "accompaniment_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accompaniment_notes_office" ON "accompaniment_notes" USING btree ("office_id","day");--> statement-breakpoint
CREATE INDEX "accompaniment_notes_school" ON "accompaniment_notes" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "accompaniment_notes_project" ON "accompaniment_notes" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "circulars_office" ON "circulars" USING btree ("office_id","sent_at");--> statement-breakpoint
CREATE INDEX "circulars_region" ON "circulars" USING btree ("region_id","sent_at");--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_vouches_for_schools_id_fk" FOREIGN KEY ("vouches_for") REFERENCES "public"."schools"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_circular_id_circulars_id_fk" FOREIGN KEY ("circular_id") REFERENCES "public"."circulars"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approvals_vouches_for" ON "approvals" USING btree ("vouches_for");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_circular" ON "mails" USING btree ("circular_id","address");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_waiting" ON "mails" USING btree ("address","kind") WHERE state = 'waiting' and circular_id is null;--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree (("circular_id" is not null),"next_at") WHERE state = 'waiting';--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_vouches_for" CHECK ("approvals"."vouches_for" is null or "approvals"."user_id" is not null);--> statement-breakpoint
ALTER TABLE "mail_stops" ADD CONSTRAINT "mail_stops_kind" CHECK ("mail_stops"."kind" in ('digest', 'circular'));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_is_circular" CHECK (("mails"."kind" = 'circular') = ("mails"."circular_id" is not null));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('recovery', 'mandate', 'second_step_removed', 'registration', 'newcomer', 'digest', 'circular'));