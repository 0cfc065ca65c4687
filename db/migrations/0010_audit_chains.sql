CREATE TABLE "audit_checks" (
	"chain" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"lines" bigint NOT NULL,
	"fault" jsonb
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"chain" text PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "audit_school";--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "subject_school_id" uuid;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "chain" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "number" bigint;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "previous" text;--> statement-breakpoint
CREATE INDEX "audit_of_school" ON "audit" USING btree ("school_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_chain" ON "audit" USING btree ("chain","number");--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_place" CHECK (num_nonnulls("audit"."chain", "audit"."number", "audit"."previous") in (0, 3));--> statement-breakpoint
COMMENT ON TABLE audit_heads IS 'Where each chain of the audit ends; the lock of its writers';--> statement-breakpoint
COMMENT ON TABLE audit_checks IS 'What the last check of each chain of the audit found';--> statement-breakpoint
INSERT INTO audit_heads (chain, number, hash, at) SELECT 'before', id, hash, at FROM audit ORDER BY id DESC LIMIT 1;
