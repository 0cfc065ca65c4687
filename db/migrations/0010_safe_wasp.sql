CREATE TABLE "hidden_objects" (
	"document_id" uuid NOT NULL,
	"object_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"hidden_by" uuid,
	"hidden_at" timestamp with time zone NOT NULL,
	"forgotten_at" timestamp with time zone,
	CONSTRAINT "hidden_objects_document_id_object_id_pk" PRIMARY KEY("document_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "pending_objects" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"object_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"decided_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pending_objects_object" UNIQUE("document_id","object_id"),
	CONSTRAINT "pending_objects_state" CHECK ("pending_objects"."state" in ('waiting', 'returned')),
	CONSTRAINT "pending_objects_reason" CHECK (("pending_objects"."state" = 'returned') = ("pending_objects"."reason" is not null)),
	CONSTRAINT "pending_objects_reason_letters" CHECK (length("pending_objects"."reason") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "vote_marks" (
	"vote_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"object_id" text NOT NULL,
	CONSTRAINT "vote_marks_vote_id_user_id_object_id_pk" PRIMARY KEY("vote_id","user_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"marks" smallint NOT NULL,
	"opened_by" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"tally" jsonb,
	CONSTRAINT "votes_marks" CHECK ("votes"."marks" between 1 and 10)
);
--> statement-breakpoint
ALTER TABLE "hidden_objects" ADD CONSTRAINT "hidden_objects_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_objects" ADD CONSTRAINT "hidden_objects_hidden_by_users_id_fk" FOREIGN KEY ("hidden_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_objects" ADD CONSTRAINT "pending_objects_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_objects" ADD CONSTRAINT "pending_objects_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_objects" ADD CONSTRAINT "pending_objects_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_marks" ADD CONSTRAINT "vote_marks_vote_id_votes_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."votes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_marks" ADD CONSTRAINT "vote_marks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pending_objects_author" ON "pending_objects" USING btree ("author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "votes_open" ON "votes" USING btree ("document_id") WHERE "votes"."closed_at" is null;