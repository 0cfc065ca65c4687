CREATE TABLE "board_pauses" (
	"document_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"paused_by" uuid,
	"paused_at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "board_pauses_document_id_user_id_pk" PRIMARY KEY("document_id","user_id"),
	CONSTRAINT "board_pauses_reason" CHECK (length("board_pauses"."reason") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "pending_objects" ADD COLUMN "is_change" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "paused_reason" text;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "slow_reason" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "frozen_reason" text;--> statement-breakpoint
ALTER TABLE "board_pauses" ADD CONSTRAINT "board_pauses_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_pauses" ADD CONSTRAINT "board_pauses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_pauses" ADD CONSTRAINT "board_pauses_paused_by_users_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "board_pauses_user" ON "board_pauses" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_paused_reason" CHECK (length("channels"."paused_reason") between 1 and 200);--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_slow_reason" CHECK (length("channels"."slow_reason") between 1 and 200);--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_frozen_reason" CHECK (length("documents"."frozen_reason") between 1 and 200);