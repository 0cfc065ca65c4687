ALTER TABLE "approvals" ADD COLUMN "number" bigserial NOT NULL;--> statement-breakpoint
ALTER TABLE "project_schools" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "co_founder_id" uuid;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "opened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_co_founder_id_users_id_fk" FOREIGN KEY ("co_founder_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "projects_co_founder" ON "projects" USING btree ("co_founder_id") WHERE "projects"."co_founder_id" is not null;--> statement-breakpoint
UPDATE "projects" SET "opened_at" = "created_at" WHERE "state" in ('open', 'closed') OR "state_before" in ('open', 'closed');
