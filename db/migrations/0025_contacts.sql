CREATE TABLE "adult_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigserial NOT NULL,
	"conversation_id" uuid NOT NULL,
	"author_id" uuid,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "adult_messages_text" CHECK (length("adult_messages"."text") <= 4000),
	CONSTRAINT "adult_messages_deleted" CHECK (("adult_messages"."deleted_at" is not null) = ("adult_messages"."text" = ''))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"user_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"state" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contacts_user_id_other_id_pk" PRIMARY KEY("user_id","other_id"),
	CONSTRAINT "contacts_state" CHECK ("contacts"."state" in ('asked', 'accepted', 'over', 'blocked')),
	CONSTRAINT "contacts_two" CHECK ("contacts"."user_id" <> "contacts"."other_id"),
	CONSTRAINT "contacts_words" CHECK (length("contacts"."words") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"low_id" uuid,
	"high_id" uuid,
	"low_read" bigint DEFAULT 0 NOT NULL,
	"high_read" bigint DEFAULT 0 NOT NULL,
	"last_at" timestamp with time zone,
	CONSTRAINT "conversations_pair" UNIQUE("low_id","high_id"),
	CONSTRAINT "conversations_order" CHECK ("conversations"."low_id" < "conversations"."high_id")
);
--> statement-breakpoint
CREATE TABLE "message_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"message_id" uuid,
	"reporter_id" uuid,
	"subject_id" uuid,
	"reason" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"handled_by" uuid,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "message_reports_reason" CHECK ("message_reports"."reason" in ('unkind', 'private', 'upsetting', 'contact', 'other')),
	CONSTRAINT "message_reports_state" CHECK ("message_reports"."state" in ('open', 'handled')),
	CONSTRAINT "message_reports_handled" CHECK (("message_reports"."state" = 'handled') = ("message_reports"."handled_at" is not null)),
	CONSTRAINT "message_reports_words" CHECK (length("message_reports"."words") <= 500 and length("message_reports"."note") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "contact_id" uuid;--> statement-breakpoint
ALTER TABLE "adult_messages" ADD CONSTRAINT "adult_messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult_messages" ADD CONSTRAINT "adult_messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_other_id_users_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_low_id_users_id_fk" FOREIGN KEY ("low_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_high_id_users_id_fk" FOREIGN KEY ("high_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_subject_id_users_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_handled_by_users_id_fk" FOREIGN KEY ("handled_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adult_messages_conversation" ON "adult_messages" USING btree ("conversation_id","number");--> statement-breakpoint
CREATE INDEX "contacts_other" ON "contacts" USING btree ("other_id","state");--> statement-breakpoint
CREATE INDEX "contacts_asked" ON "contacts" USING btree ("user_id","asked_at");--> statement-breakpoint
CREATE INDEX "conversations_high" ON "conversations" USING btree ("high_id");--> statement-breakpoint
CREATE INDEX "message_reports_office" ON "message_reports" USING btree ("office_id","state","at");--> statement-breakpoint
CREATE UNIQUE INDEX "message_reports_message" ON "message_reports" USING btree ("message_id","reporter_id") WHERE "message_reports"."message_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_reports_letter" ON "message_reports" USING btree ("subject_id","reporter_id") WHERE "message_reports"."message_id" is null;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_contact_id_users_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_contact" ON "notices" USING btree ("contact_id") WHERE "notices"."contact_id" is not null;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'co_founder_declined', 'school_left', 'pact_waits', 'help_asked', 'help_answered', 'help_handed', 'help_closed', 'contact_asked', 'contact_accepted', 'contact_wrote', 'message_reported', 'message_settled'));