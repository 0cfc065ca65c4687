CREATE TABLE "terms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"post" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"ended_by_suspension" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "terms_post" CHECK ("terms"."post" in ('teacher', 'head', 'management', 'librarian', 'trainee', 'trainer', 'office')),
	CONSTRAINT "terms_dates" CHECK ("terms"."to_date" >= "terms"."from_date"),
	CONSTRAINT "terms_suspension" CHECK (not "terms"."ended_by_suspension" or "terms"."to_date" is not null)
);
--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "kind" text DEFAULT 'school' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "last_seen_on" date;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "terms_user" ON "terms" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "terms_school" ON "terms" USING btree ("school_id","from_date");--> statement-breakpoint
CREATE UNIQUE INDEX "terms_running" ON "terms" USING btree ("user_id","school_id","post") WHERE "terms"."to_date" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "terms_one_head" ON "terms" USING btree ("school_id") WHERE "terms"."to_date" is null and "terms"."post" = 'head';--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_kind" CHECK ("schools"."kind" in ('school', 'institution', 'office'));--> statement-breakpoint
-- Staff who are in already are teachers since they came, until they were suspended. An organisation that a visitor brought along has no administrator: its people look on.
INSERT INTO "terms" ("user_id", "school_id", "post", "from_date", "to_date", "ended_by_suspension", "created_at")
SELECT u."id", u."school_id", 'teacher', (u."created_at" AT TIME ZONE s."time_zone")::date,
  CASE WHEN u."suspended_at" IS NOT NULL THEN greatest((u."suspended_at" AT TIME ZONE s."time_zone")::date, (u."created_at" AT TIME ZONE s."time_zone")::date) END,
  u."suspended_at" IS NOT NULL, u."created_at"
FROM "users" u JOIN "schools" s ON s."id" = u."school_id"
WHERE u."kind" = 'staff' AND u."waiting_since" IS NULL
  AND EXISTS (SELECT 1 FROM "users" a WHERE a."school_id" = u."school_id" AND a."is_school_admin");
