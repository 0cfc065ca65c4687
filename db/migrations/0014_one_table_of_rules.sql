ALTER TABLE "writing_rules" DROP CONSTRAINT "writing_rules_target";--> statement-breakpoint
ALTER TABLE "writing_rules" DROP CONSTRAINT "writing_rules_purpose";--> statement-breakpoint
CREATE INDEX "channels_paused_until" ON "channels" USING btree ("paused_until");--> statement-breakpoint
CREATE INDEX "writing_rules_document" ON "writing_rules" USING btree ("document_id");--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_target" CHECK (case "writing_rules"."purpose" when 'pause' then "writing_rules"."group_id" is null and num_nonnulls("writing_rules"."user_id", "writing_rules"."document_id") = 2 and "writing_rules"."tool" = 'board' and "writing_rules"."mode" = 'read'
        else num_nonnulls("writing_rules"."user_id", "writing_rules"."group_id", "writing_rules"."document_id") <= 1 end);--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_purpose" CHECK ("writing_rules"."purpose" in ('rule', 'sanction', 'eyes', 'pause'));--> statement-breakpoint
INSERT INTO writing_rules (project_id, user_id, document_id, tool, mode, purpose, reason, set_by, set_at)
  SELECT documents.project_id, board_pauses.user_id, documents.id, 'board', 'read', 'pause', board_pauses.reason, board_pauses.paused_by, board_pauses.paused_at
  FROM board_pauses JOIN documents ON documents.id = board_pauses.document_id;--> statement-breakpoint
DROP TABLE "board_pauses" CASCADE;
