CREATE TABLE "appeals" (
	"rule_id" uuid PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "appeals_words" CHECK (length("appeals"."words") <= 500),
	CONSTRAINT "appeals_answer" CHECK (("appeals"."answer" is null) = ("appeals"."answered_at" is null)),
	CONSTRAINT "appeals_answer_letters" CHECK (length("appeals"."answer") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "removals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"taken" jsonb NOT NULL,
	"authors" jsonb NOT NULL,
	"reason" text,
	"removed_by" uuid,
	"removed_at" timestamp with time zone NOT NULL,
	"forgotten_at" timestamp with time zone,
	CONSTRAINT "removals_reason" CHECK (length("removals"."reason") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "writing_rules" DROP CONSTRAINT "writing_rules_mode";--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_rule_id_writing_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."writing_rules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removals" ADD CONSTRAINT "removals_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removals" ADD CONSTRAINT "removals_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "removals_document" ON "removals" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "removals_removed" ON "removals" USING btree ("removed_at");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept'));--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_away" CHECK ("writing_rules"."mode" <> 'away' or (num_nonnulls("writing_rules"."user_id", "writing_rules"."reason", "writing_rules"."until") = 3 and "writing_rules"."tool" = 'all' and "writing_rules"."purpose" = 'sanction'));--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_mode" CHECK ("writing_rules"."mode" in ('approval', 'read', 'away'));