CREATE TABLE "oral_files" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"language" text,
	"parts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"extract_ids" uuid[] DEFAULT '{}' NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "oral_files_project_id_user_id_pk" PRIMARY KEY("project_id","user_id"),
	CONSTRAINT "oral_files_title" CHECK (length("oral_files"."title") <= 160)
);
--> statement-breakpoint
CREATE TABLE "team_approvals" (
	"project_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "team_approvals_project_id_school_id_pk" PRIMARY KEY("project_id","school_id"),
	CONSTRAINT "team_approvals_note" CHECK (length("team_approvals"."note") <= 300)
);
--> statement-breakpoint
CREATE TABLE "team_subjects" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"teacher_id" uuid,
	"hours" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "team_subjects_subject" CHECK (length("team_subjects"."subject") between 1 and 60),
	CONSTRAINT "team_subjects_hours" CHECK ("team_subjects"."hours" between 0 and 500)
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"theme" text,
	"public_title" text DEFAULT '' NOT NULL,
	"year" smallint NOT NULL,
	CONSTRAINT "teams_theme" CHECK ("teams"."theme" in ('body_health', 'arts_culture', 'ecology', 'information', 'antiquity', 'languages', 'economy', 'science')),
	CONSTRAINT "teams_title" CHECK (length("teams"."public_title") <= 120),
	CONSTRAINT "teams_year" CHECK ("teams"."year" between 2000 and 2200)
);
--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "approves_teams" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "oral_files" ADD CONSTRAINT "oral_files_project_id_user_id_members_project_id_user_id_fk" FOREIGN KEY ("project_id","user_id") REFERENCES "public"."members"("project_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_approvals" ADD CONSTRAINT "team_approvals_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_approvals" ADD CONSTRAINT "team_approvals_project_id_school_id_project_schools_project_id_school_id_fk" FOREIGN KEY ("project_id","school_id") REFERENCES "public"."project_schools"("project_id","school_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_subjects" ADD CONSTRAINT "team_subjects_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_subjects" ADD CONSTRAINT "team_subjects_teacher_id_users_id_fk" FOREIGN KEY ("teacher_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "team_approvals_school" ON "team_approvals" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "team_subjects_project" ON "team_subjects" USING btree ("project_id");