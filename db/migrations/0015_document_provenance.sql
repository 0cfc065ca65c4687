CREATE TABLE "document_provenance" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	"crc" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_provenance" ADD CONSTRAINT "document_provenance_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;