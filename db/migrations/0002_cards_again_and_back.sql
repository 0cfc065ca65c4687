ALTER TABLE "projects" ADD COLUMN "state_before" text;--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "sealed" text;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_state_before" CHECK ("projects"."state_before" in ('draft', 'waiting_partner', 'waiting_office', 'open', 'closed'));