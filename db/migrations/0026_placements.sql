CREATE TABLE "journal_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"placement_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "journal_entries_text" CHECK (length("journal_entries"."text") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "placement_projects" (
	"placement_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"trainee_id" uuid NOT NULL,
	CONSTRAINT "placement_projects_placement_id_project_id_pk" PRIMARY KEY("placement_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "placements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trainee_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"host_school_id" uuid NOT NULL,
	"tutor_id" uuid,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"agreed_at" timestamp with time zone,
	"agreed_by" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "placements_dates" CHECK ("placements"."to_date" >= "placements"."from_date"),
	CONSTRAINT "placements_schools" CHECK ("placements"."institution_id" <> "placements"."host_school_id")
);
--> statement-breakpoint
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_placement_id_placements_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."placements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_projects" ADD CONSTRAINT "placement_projects_placement_id_placements_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."placements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_projects" ADD CONSTRAINT "placement_projects_project_id_trainee_id_members_project_id_user_id_fk" FOREIGN KEY ("project_id","trainee_id") REFERENCES "public"."members"("project_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_trainee_id_users_id_fk" FOREIGN KEY ("trainee_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_institution_id_schools_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_host_school_id_schools_id_fk" FOREIGN KEY ("host_school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_tutor_id_users_id_fk" FOREIGN KEY ("tutor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_agreed_by_users_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "journal_entries_placement" ON "journal_entries" USING btree ("placement_id","at");--> statement-breakpoint
CREATE INDEX "placement_projects_member" ON "placement_projects" USING btree ("project_id","trainee_id");--> statement-breakpoint
CREATE INDEX "placements_trainee" ON "placements" USING btree ("trainee_id");--> statement-breakpoint
CREATE INDEX "placements_institution" ON "placements" USING btree ("institution_id");--> statement-breakpoint
CREATE INDEX "placements_host" ON "placements" USING btree ("host_school_id");--> statement-breakpoint
CREATE INDEX "placements_tutor" ON "placements" USING btree ("tutor_id");--> statement-breakpoint
CREATE INDEX "placements_going_on" ON "placements" USING btree ("to_date") WHERE "placements"."ended_at" is null;