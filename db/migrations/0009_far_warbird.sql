ALTER TABLE "files" ALTER COLUMN "document_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "channel_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "withheld_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_channel" ON "files" USING btree ("channel_id");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_place" CHECK (num_nonnulls("files"."document_id", "files"."channel_id") = 1);