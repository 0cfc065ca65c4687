CREATE TABLE "digests" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"rhythm" text,
	"last_at" timestamp with time zone,
	"since_at" timestamp with time zone,
	CONSTRAINT "digests_rhythm" CHECK ("digests"."rhythm" in ('daily', 'weekly'))
);
--> statement-breakpoint
CREATE TABLE "mail_stops" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_stops_user_id_kind_pk" PRIMARY KEY("user_id","kind"),
	CONSTRAINT "mail_stops_kind" CHECK ("mail_stops"."kind" in ('digest', 'letter'))
);
--> statement-breakpoint
CREATE TABLE "newcomers" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"post" text NOT NULL,
	"brings_school" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "newcomers_post" CHECK ("newcomers"."post" in ('teacher', 'head', 'management', 'librarian'))
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"address_hash" text NOT NULL,
	"sealed" text NOT NULL,
	"token_hash" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "registrations_addressHash_unique" UNIQUE("address_hash"),
	CONSTRAINT "registrations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "approval_notes" DROP CONSTRAINT "approval_notes_step";--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
DROP INDEX "approval_notes_approval";--> statement-breakpoint
ALTER TABLE "approval_notes" ADD COLUMN "number" bigserial NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_stops" ADD CONSTRAINT "mail_stops_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newcomers" ADD CONSTRAINT "newcomers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "registrations_expires" ON "registrations" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_notes_approval" ON "approval_notes" USING btree ("approval_id","number");--> statement-breakpoint
ALTER TABLE "approval_notes" ADD CONSTRAINT "approval_notes_step" CHECK ("approval_notes"."step" in ('asked', 'question', 'answer', 'advice', 'approved', 'refused', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('recovery', 'mandate', 'second_step_removed', 'registration', 'newcomer', 'digest'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'school_left'));