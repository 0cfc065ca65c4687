ALTER TABLE "messages" DROP CONSTRAINT "messages_held_until";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "pending_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "returned_reason" text;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_pending" CHECK ("messages"."pending_at" is null or "messages"."sequence" is null);--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_returned" CHECK ("messages"."returned_reason" is null or ("messages"."pending_at" is not null and length("messages"."returned_reason") between 1 and 500));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_held_until" CHECK ("messages"."sequence" is not null or "messages"."deliver_at" is not null or "messages"."pending_at" is not null);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing'));