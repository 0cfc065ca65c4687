CREATE TABLE "removals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"taken" jsonb NOT NULL,
	"authors" jsonb NOT NULL,
	"reason" text,
	"removed_by" uuid,
	"removed_at" timestamp with time zone NOT NULL,
	"forgotten_at" timestamp with time zone,
	CONSTRAINT "removals_reason" CHECK (length("removals"."reason") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "removals" ADD CONSTRAINT "removals_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removals" ADD CONSTRAINT "removals_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "removals_document" ON "removals" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "removals_removed" ON "removals" USING btree ("removed_at");