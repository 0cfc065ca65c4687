CREATE TABLE "help_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" bigserial NOT NULL,
	"request_id" uuid NOT NULL,
	"author_id" uuid,
	"side" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"is_internal" boolean DEFAULT false NOT NULL,
	"invitation_id" uuid,
	CONSTRAINT "help_notes_side" CHECK ("help_notes"."side" in ('asker', 'office')),
	CONSTRAINT "help_notes_internal" CHECK (not "help_notes"."is_internal" or "help_notes"."side" = 'office'),
	CONSTRAINT "help_notes_text" CHECK (length("help_notes"."text") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "help_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"region_id" uuid,
	"asked_by" uuid NOT NULL,
	"user_id" uuid,
	"school_id" uuid,
	"project_id" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"holder" text NOT NULL,
	"assigned_to" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"waiting_since" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "help_requests_subject" CHECK (num_nonnulls("help_requests"."user_id", "help_requests"."school_id", "help_requests"."project_id") = 1),
	CONSTRAINT "help_requests_kind" CHECK ("help_requests"."kind" in ('teaching', 'technical')),
	CONSTRAINT "help_requests_state" CHECK ("help_requests"."state" in ('open', 'answered', 'closed')),
	CONSTRAINT "help_requests_holder" CHECK ("help_requests"."holder" in ('correspondent', 'office')),
	CONSTRAINT "help_requests_closed" CHECK (("help_requests"."state" = 'closed') = ("help_requests"."closed_at" is not null)),
	CONSTRAINT "help_requests_title" CHECK (length("help_requests"."title") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "office_promises" (
	"office_id" uuid PRIMARY KEY NOT NULL,
	"approval_days" smallint DEFAULT 10 NOT NULL,
	"help_days" smallint DEFAULT 5 NOT NULL,
	"inactive_weeks" smallint DEFAULT 4 NOT NULL,
	CONSTRAINT "office_promises_days" CHECK ("office_promises"."approval_days" between 1 and 90 and "office_promises"."help_days" between 1 and 90),
	CONSTRAINT "office_promises_weeks" CHECK ("office_promises"."inactive_weeks" between 1 and 40)
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "help_id" uuid;--> statement-breakpoint
ALTER TABLE "help_notes" ADD CONSTRAINT "help_notes_request_id_help_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."help_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_notes" ADD CONSTRAINT "help_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_notes" ADD CONSTRAINT "help_notes_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_assigned_to_users_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_promises" ADD CONSTRAINT "office_promises_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "help_notes_request" ON "help_notes" USING btree ("request_id","number");--> statement-breakpoint
CREATE INDEX "help_notes_invitation" ON "help_notes" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "help_requests_waiting" ON "help_requests" USING btree ("office_id","waiting_since") WHERE "help_requests"."state" = 'open';--> statement-breakpoint
CREATE INDEX "help_requests_office" ON "help_requests" USING btree ("office_id","changed_at");--> statement-breakpoint
CREATE INDEX "help_requests_asker" ON "help_requests" USING btree ("asked_by","changed_at");--> statement-breakpoint
CREATE INDEX "help_requests_user" ON "help_requests" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "help_requests_school" ON "help_requests" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "help_requests_project" ON "help_requests" USING btree ("project_id");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_help_id_help_requests_id_fk" FOREIGN KEY ("help_id") REFERENCES "public"."help_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_help" ON "notices" USING btree ("help_id") WHERE "notices"."help_id" is not null;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'help_asked', 'help_answered', 'help_handed', 'help_closed'));