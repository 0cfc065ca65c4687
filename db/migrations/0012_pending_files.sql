ALTER TABLE "files" ADD COLUMN "pending_at" timestamp with time zone;
--> statement-breakpoint
UPDATE files SET pending_at = now() WHERE EXISTS (
  SELECT FROM pending_branches JOIN pending_writing ON pending_writing.branch_id = pending_branches.id
  WHERE pending_branches.document_id = files.document_id AND pending_branches.user_id = files.uploaded_by
    AND position(convert_to(files.id::text, 'UTF8') in pending_writing.bytes) > 0
) AND NOT EXISTS (
  SELECT FROM document_log
  WHERE document_log.document_id = files.document_id AND position(convert_to(files.id::text, 'UTF8') in document_log.bytes) > 0
);
