ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "address" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "mandate_post" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "mandate_region_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_mandate_region_id_regions_id_fk" FOREIGN KEY ("mandate_region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_email" ON "invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "schools_town" ON "schools" USING btree ("country_code",lower("town") text_pattern_ops);--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('recovery', 'mandate'));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_mandate" CHECK (("invitations"."mandate_post" is null) = ("invitations"."email" is null) and ("invitations"."mandate_post" is null or ("invitations"."school_id" is not null and "invitations"."mandate_post" in ('director', 'officer', 'correspondent', 'assessor', 'observer'))) and ("invitations"."mandate_region_id" is null or "invitations"."mandate_post" in ('correspondent', 'observer')));