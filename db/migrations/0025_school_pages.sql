ALTER TABLE "schools" ADD COLUMN "is_public" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "terms" ADD COLUMN "is_named" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_named" CHECK (not "terms"."is_named" or "terms"."post" = 'head');