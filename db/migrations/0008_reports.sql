CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reporter_id" uuid,
	"subject_id" uuid,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"channel_id" uuid,
	"document_id" uuid,
	"block" integer,
	"reason" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"evidence" jsonb NOT NULL,
	"level" text NOT NULL,
	"school_id" uuid,
	"state" text DEFAULT 'open' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"seen_by" uuid,
	"escalated_at" timestamp with time zone,
	"escalated_by" uuid,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "reports_kind" CHECK ("reports"."kind" in ('said', 'detected')),
	CONSTRAINT "reports_target" CHECK ("reports"."target_kind" in ('message', 'document', 'object', 'user')),
	CONSTRAINT "reports_reason" CHECK ("reports"."reason" in ('unkind', 'private', 'upsetting', 'contact', 'other')),
	CONSTRAINT "reports_level" CHECK ("reports"."level" in ('teacher', 'school', 'head', 'correspondent', 'office')),
	CONSTRAINT "reports_of_school" CHECK ("reports"."level" = 'teacher' or "reports"."school_id" is not null),
	CONSTRAINT "reports_state" CHECK ("reports"."state" in ('open', 'closed')),
	CONSTRAINT "reports_closed" CHECK (("reports"."state" = 'closed') = ("reports"."closed_at" is not null)),
	CONSTRAINT "reports_words" CHECK (length("reports"."words") <= 2000 and length("reports"."note") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_subject_id_users_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_seen_by_users_id_fk" FOREIGN KEY ("seen_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_escalated_by_users_id_fk" FOREIGN KEY ("escalated_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reports_project" ON "reports" USING btree ("project_id","state");--> statement-breakpoint
CREATE INDEX "reports_school" ON "reports" USING btree ("school_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_open" ON "reports" USING btree ("target_kind","target_id","kind","reporter_id") WHERE "reports"."state" = 'open' and "reports"."reporter_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "reports_detected" ON "reports" USING btree ("target_kind","target_id") WHERE "reports"."state" = 'open' and "reports"."kind" = 'detected';--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen'));