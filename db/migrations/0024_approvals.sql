ALTER TABLE "approval_notes" DROP CONSTRAINT "approval_notes_step";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
DROP INDEX "approval_notes_approval";--> statement-breakpoint
ALTER TABLE "approval_notes" ADD COLUMN "number" bigserial NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_notes_approval" ON "approval_notes" USING btree ("approval_id","number");--> statement-breakpoint
ALTER TABLE "approval_notes" ADD CONSTRAINT "approval_notes_step" CHECK ("approval_notes"."step" in ('asked', 'question', 'answer', 'advice', 'approved', 'refused', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'school_left'));