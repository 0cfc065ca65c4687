CREATE TABLE "document_checks" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"result" text NOT NULL,
	"fault" text,
	"good_sequence" bigint NOT NULL,
	"good_at" timestamp with time zone,
	CONSTRAINT "document_checks_result" CHECK ("document_checks"."result" in ('whole', 'snapshot_rebuilt', 'damaged')),
	CONSTRAINT "document_checks_fault" CHECK ("document_checks"."fault" in ('row', 'incomplete', 'room')),
	CONSTRAINT "document_checks_damage" CHECK (("document_checks"."result" = 'damaged') = ("document_checks"."fault" is not null))
);
--> statement-breakpoint
CREATE TABLE "document_quarantine" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"epoch" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"first_sequence" bigint,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"bytes" "bytea" NOT NULL,
	"crc" bigint,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_quarantine_kind" CHECK ("document_quarantine"."kind" in ('row', 'snapshot', 'room'))
);
--> statement-breakpoint
ALTER TABLE "document_log" ADD COLUMN "first_sequence" bigint;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "damaged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "document_checks" ADD CONSTRAINT "document_checks_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_quarantine" ADD CONSTRAINT "document_quarantine_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_quarantine" ADD CONSTRAINT "document_quarantine_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_checks_at" ON "document_checks" USING btree ("checked_at");--> statement-breakpoint
CREATE INDEX "document_quarantine_document" ON "document_quarantine" USING btree ("document_id");--> statement-breakpoint
UPDATE "document_log" SET "first_sequence" = "run"."before" + 1
FROM (
	SELECT "document_id", "sequence", lag("sequence", 1, 0::bigint) OVER (PARTITION BY "document_id" ORDER BY "sequence") AS "before"
	FROM "document_log"
) AS "run"
WHERE "document_log"."document_id" = "run"."document_id" AND "document_log"."sequence" = "run"."sequence"
	AND "run"."sequence" <> "run"."before" + 1;
