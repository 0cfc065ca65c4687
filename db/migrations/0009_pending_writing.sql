CREATE TABLE "pending_branches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"number" integer DEFAULT 1 NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "pending_branches_person" UNIQUE("document_id","user_id"),
	CONSTRAINT "pending_branches_number" CHECK ("pending_branches"."number" > 0 and "pending_branches"."sequence" >= 0)
);
--> statement-breakpoint
CREATE TABLE "pending_writing" (
	"branch_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"bytes" "bytea" NOT NULL,
	"crc" bigint NOT NULL,
	CONSTRAINT "pending_writing_branch_id_sequence_pk" PRIMARY KEY("branch_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "returned_writing" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"text" text NOT NULL,
	"reason" text NOT NULL,
	"returned_by" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "returned_writing_reason" CHECK (length("returned_writing"."reason") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "is_closed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "pending_branches" ADD CONSTRAINT "pending_branches_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_branches" ADD CONSTRAINT "pending_branches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_writing" ADD CONSTRAINT "pending_writing_branch_id_pending_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."pending_branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returned_writing" ADD CONSTRAINT "returned_writing_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returned_writing" ADD CONSTRAINT "returned_writing_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returned_writing" ADD CONSTRAINT "returned_writing_returned_by_users_id_fk" FOREIGN KEY ("returned_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pending_branches_user" ON "pending_branches" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "returned_writing_person" ON "returned_writing" USING btree ("user_id","document_id");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen'));