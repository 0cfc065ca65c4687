CREATE TABLE "document_audiences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"up_to_sequence" bigint NOT NULL,
	"access" text NOT NULL,
	"group_id" uuid,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "document_audiences_access" CHECK ("document_audiences"."access" in ('project', 'group', 'teachers')),
	CONSTRAINT "document_audiences_group" CHECK (("document_audiences"."access" = 'group') = ("document_audiences"."group_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "document_audiences" ADD CONSTRAINT "document_audiences_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_audiences_document" ON "document_audiences" USING btree ("document_id");