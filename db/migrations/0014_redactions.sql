CREATE TABLE "redactions" (
	"document_id" uuid NOT NULL,
	"root" text NOT NULL,
	"key" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "redactions_document_id_root_key_pk" PRIMARY KEY("document_id","root","key")
);
--> statement-breakpoint
ALTER TABLE "redactions" ADD CONSTRAINT "redactions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "redactions_since" ON "redactions" USING btree ("since");