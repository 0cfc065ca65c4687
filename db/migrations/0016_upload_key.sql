ALTER TABLE "files" ADD COLUMN "upload_key" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "files_upload" ON "files" USING btree ("uploaded_by","upload_key",coalesce("document_id", "channel_id"));