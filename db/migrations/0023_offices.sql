CREATE TABLE "approval_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"approval_id" uuid NOT NULL,
	"step" text NOT NULL,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	CONSTRAINT "approval_notes_step" CHECK ("approval_notes"."step" in ('asked', 'question', 'answer', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "approval_notes_text" CHECK (length("approval_notes"."text") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid,
	"school_id" uuid,
	"project_id" uuid,
	"office_id" uuid,
	"decider_school_id" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"appeals" uuid,
	CONSTRAINT "approvals_subject" CHECK (num_nonnulls("approvals"."user_id", "approvals"."school_id", "approvals"."project_id") = 1),
	CONSTRAINT "approvals_decider" CHECK (num_nonnulls("approvals"."office_id", "approvals"."decider_school_id") = 1),
	CONSTRAINT "approvals_state" CHECK ("approvals"."state" in ('waiting', 'question', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "approvals_decided" CHECK (("approvals"."state" in ('approved', 'refused', 'withdrawn')) = ("approvals"."decided_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"post" text NOT NULL,
	"region_id" uuid,
	"from_date" date NOT NULL,
	"to_date" date,
	"given_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mandates_post" CHECK ("mandates"."post" in ('director', 'officer', 'correspondent', 'assessor', 'observer')),
	CONSTRAINT "mandates_dates" CHECK ("mandates"."to_date" >= "mandates"."from_date"),
	CONSTRAINT "mandates_region" CHECK (("mandates"."post" = 'correspondent') <= ("mandates"."region_id" is not null)),
	CONSTRAINT "mandates_region_posts" CHECK ("mandates"."region_id" is null or "mandates"."post" in ('correspondent', 'observer'))
);
--> statement-breakpoint
CREATE TABLE "offices" (
	"school_id" uuid PRIMARY KEY NOT NULL,
	"country_code" char(2),
	"allows_sign_up" boolean DEFAULT false NOT NULL,
	"opened_on" date NOT NULL,
	"closed_on" date,
	CONSTRAINT "offices_dates" CHECK ("offices"."closed_on" >= "offices"."opened_on")
);
--> statement-breakpoint
CREATE TABLE "region_contacts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"region_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"salutation" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"email" text,
	"from_date" date NOT NULL,
	"to_date" date,
	CONSTRAINT "region_contacts_kind" CHECK ("region_contacts"."kind" in ('rector', 'dareic', 'workshop')),
	CONSTRAINT "region_contacts_dates" CHECK ("region_contacts"."to_date" >= "region_contacts"."from_date"),
	CONSTRAINT "region_contacts_name" CHECK (length("region_contacts"."name") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "approval_notes" ADD CONSTRAINT "approval_notes_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_notes" ADD CONSTRAINT "approval_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decider_school_id_schools_id_fk" FOREIGN KEY ("decider_school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_appeals_approvals_id_fk" FOREIGN KEY ("appeals") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offices" ADD CONSTRAINT "offices_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offices" ADD CONSTRAINT "offices_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region_contacts" ADD CONSTRAINT "region_contacts_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_notes_approval" ON "approval_notes" USING btree ("approval_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_under_way" ON "approvals" USING btree (coalesce("user_id", "school_id", "project_id"),coalesce("office_id", "decider_school_id")) WHERE "approvals"."state" in ('waiting', 'question');--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_one_appeal" ON "approvals" USING btree ("appeals");--> statement-breakpoint
CREATE INDEX "approvals_office" ON "approvals" USING btree ("office_id","asked_at") WHERE "approvals"."state" in ('waiting', 'question');--> statement-breakpoint
CREATE INDEX "approvals_decider_school" ON "approvals" USING btree ("decider_school_id");--> statement-breakpoint
CREATE INDEX "approvals_project" ON "approvals" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "approvals_user" ON "approvals" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "approvals_school" ON "approvals" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "mandates_user" ON "mandates" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mandates_office" ON "mandates" USING btree ("office_id","from_date");--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_running" ON "mandates" USING btree ("user_id","office_id","post",coalesce("region_id"::text, '')) WHERE "mandates"."to_date" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "offices_open" ON "offices" USING btree (coalesce("country_code", '')) WHERE "offices"."closed_on" is null;--> statement-breakpoint
CREATE INDEX "region_contacts_region" ON "region_contacts" USING btree ("region_id","from_date");