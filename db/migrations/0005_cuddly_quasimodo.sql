ALTER TABLE "files" ALTER COLUMN "width" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "height" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "size" integer;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "duration_ms" integer;--> statement-breakpoint
-- Until now all files were pictures of documents.
UPDATE "files" SET "kind" = 'picture', "size" = octet_length("bytes"), "project_id" = "documents"."project_id" FROM "documents" WHERE "documents"."id" = "files"."document_id";--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "project_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "size" SET NOT NULL;--> statement-breakpoint
-- Compressed already; stored as they are, a part can be read without the rest.
ALTER TABLE "files" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_project" ON "files" USING btree ("project_id","uploaded_by");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_kind" CHECK ("files"."kind" in ('picture', 'file', 'voice'));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_picture" CHECK (("files"."kind" = 'picture') = ("files"."width" is not null and "files"."height" is not null));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_voice" CHECK (("files"."kind" = 'voice') = ("files"."duration_ms" is not null));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_name" CHECK (("files"."kind" = 'file') = ("files"."name" <> '') and length("files"."name") <= 200);--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_size" CHECK ("files"."size" >= 0);