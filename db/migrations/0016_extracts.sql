CREATE TABLE "extract_authors" (
	"extract_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "extract_authors_extract_id_user_id_pk" PRIMARY KEY("extract_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "extract_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"extract_id" uuid NOT NULL,
	"author_id" uuid,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"duration_ms" integer,
	CONSTRAINT "extract_files_kind" CHECK ("extract_files"."kind" in ('picture', 'file', 'voice'))
);
--> statement-breakpoint
CREATE TABLE "extracts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"document_id" uuid,
	"version_id" uuid,
	"object_id" text,
	"channel_id" uuid,
	"message_id" uuid,
	"content" jsonb NOT NULL,
	"language" text,
	"taken_by" uuid,
	"taken_at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "extracts_kind" CHECK ("extracts"."kind" in ('passage', 'version', 'object', 'message', 'recording', 'figure'))
);
--> statement-breakpoint
ALTER TABLE "extract_authors" ADD CONSTRAINT "extract_authors_extract_id_extracts_id_fk" FOREIGN KEY ("extract_id") REFERENCES "public"."extracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extract_authors" ADD CONSTRAINT "extract_authors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extract_files" ADD CONSTRAINT "extract_files_extract_id_extracts_id_fk" FOREIGN KEY ("extract_id") REFERENCES "public"."extracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extract_files" ADD CONSTRAINT "extract_files_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extracts" ADD CONSTRAINT "extracts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extracts" ADD CONSTRAINT "extracts_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extracts" ADD CONSTRAINT "extracts_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extracts" ADD CONSTRAINT "extracts_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extracts" ADD CONSTRAINT "extracts_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extracts" ADD CONSTRAINT "extracts_taken_by_users_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "extract_authors_user" ON "extract_authors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "extract_files_extract" ON "extract_files" USING btree ("extract_id");--> statement-breakpoint
CREATE INDEX "extracts_project" ON "extracts" USING btree ("project_id","taken_at");--> statement-breakpoint
CREATE INDEX "extracts_document" ON "extracts" USING btree ("document_id");