CREATE TABLE "framework_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"framework_id" uuid NOT NULL,
	"code" text NOT NULL,
	"parent" text,
	"position" smallint NOT NULL,
	"texts" jsonb NOT NULL,
	CONSTRAINT "framework_items_code" UNIQUE("framework_id","code"),
	CONSTRAINT "framework_items_code_length" CHECK (length("framework_items"."code") between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "frameworks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"country_code" char(2),
	"age_from" smallint NOT NULL,
	"age_to" smallint NOT NULL,
	"names" jsonb NOT NULL,
	"scale" jsonb NOT NULL,
	"source" text NOT NULL,
	"licence" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"imported_by" uuid,
	"imported_at" timestamp with time zone,
	CONSTRAINT "frameworks_code" UNIQUE NULLS NOT DISTINCT("school_id","code","valid_from"),
	CONSTRAINT "frameworks_kind" CHECK ("frameworks"."kind" in ('curriculum', 'digital', 'language', 'competences', 'themes', 'own')),
	CONSTRAINT "frameworks_own" CHECK (("frameworks"."kind" = 'own') = ("frameworks"."school_id" is not null)),
	CONSTRAINT "frameworks_ages" CHECK ("frameworks"."age_from" between 3 and 20 and "frameworks"."age_to" between "frameworks"."age_from" and 20),
	CONSTRAINT "frameworks_source" CHECK (length("frameworks"."source") > 0 and length("frameworks"."licence") > 0)
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"project_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"level" smallint,
	"note" text NOT NULL,
	"words" text NOT NULL,
	"agreed_by" uuid,
	"agreed_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	CONSTRAINT "agreements_criterion_id_pupil_id_pk" PRIMARY KEY("criterion_id","pupil_id"),
	CONSTRAINT "agreements_level" CHECK ("agreements"."level" between 1 and 4),
	CONSTRAINT "agreements_said" CHECK ("agreements"."level" is not null or length("agreements"."note") > 0),
	CONSTRAINT "agreements_words" CHECK (length("agreements"."note") <= 1000 and length("agreements"."words") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "judgements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"author_id" uuid,
	"kind" text NOT NULL,
	"level" smallint,
	"words" text NOT NULL,
	"extract_ids" uuid[] NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone,
	"shown_by" uuid,
	CONSTRAINT "judgements_place" UNIQUE("criterion_id","pupil_id","author_id"),
	CONSTRAINT "judgements_kind" CHECK ("judgements"."kind" in ('teacher', 'self', 'peer')),
	CONSTRAINT "judgements_level" CHECK ("judgements"."level" between 1 and 4),
	CONSTRAINT "judgements_said" CHECK ("judgements"."level" is not null or ("judgements"."kind" <> 'teacher' and length("judgements"."words") > 0)),
	CONSTRAINT "judgements_words" CHECK (length("judgements"."words") <= 1000),
	CONSTRAINT "judgements_shown" CHECK ("judgements"."shown_at" is null or "judgements"."kind" = 'peer')
);
--> statement-breakpoint
CREATE TABLE "observations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "observations_level" CHECK ("observations"."level" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "criteria" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"words" text NOT NULL,
	"item_id" uuid,
	"levels" jsonb NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "criteria_project" UNIQUE("project_id","id"),
	CONSTRAINT "criteria_words" CHECK (length("criteria"."words") between 1 and 300)
);
--> statement-breakpoint
CREATE TABLE "rubrics" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"is_open" boolean NOT NULL,
	"peers" text NOT NULL,
	"products" jsonb NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rubrics_version" CHECK ("rubrics"."version" > 0),
	CONSTRAINT "rubrics_peers" CHECK ("rubrics"."peers" in ('nobody', 'group', 'project'))
);
--> statement-breakpoint
ALTER TABLE "framework_items" ADD CONSTRAINT "framework_items_framework_id_frameworks_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."frameworks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frameworks" ADD CONSTRAINT "frameworks_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frameworks" ADD CONSTRAINT "frameworks_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frameworks" ADD CONSTRAINT "frameworks_imported_by_users_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_agreed_by_users_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_project_id_criterion_id_criteria_project_id_id_fk" FOREIGN KEY ("project_id","criterion_id") REFERENCES "public"."criteria"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_project_id_pupil_id_members_project_id_user_id_fk" FOREIGN KEY ("project_id","pupil_id") REFERENCES "public"."members"("project_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_shown_by_users_id_fk" FOREIGN KEY ("shown_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_project_id_criterion_id_criteria_project_id_id_fk" FOREIGN KEY ("project_id","criterion_id") REFERENCES "public"."criteria"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_project_id_pupil_id_members_project_id_user_id_fk" FOREIGN KEY ("project_id","pupil_id") REFERENCES "public"."members"("project_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_project_id_criterion_id_criteria_project_id_id_fk" FOREIGN KEY ("project_id","criterion_id") REFERENCES "public"."criteria"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_project_id_pupil_id_members_project_id_user_id_fk" FOREIGN KEY ("project_id","pupil_id") REFERENCES "public"."members"("project_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criteria" ADD CONSTRAINT "criteria_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criteria" ADD CONSTRAINT "criteria_item_id_framework_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."framework_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubrics" ADD CONSTRAINT "rubrics_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubrics" ADD CONSTRAINT "rubrics_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "framework_items_framework" ON "framework_items" USING btree ("framework_id");--> statement-breakpoint
CREATE INDEX "agreements_project" ON "agreements" USING btree ("project_id","pupil_id");--> statement-breakpoint
CREATE INDEX "judgements_project" ON "judgements" USING btree ("project_id","pupil_id");--> statement-breakpoint
CREATE INDEX "observations_project" ON "observations" USING btree ("project_id","pupil_id");--> statement-breakpoint
CREATE INDEX "criteria_item" ON "criteria" USING btree ("item_id");