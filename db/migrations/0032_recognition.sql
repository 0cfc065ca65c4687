CREATE TABLE "application_answers" (
	"application_id" uuid NOT NULL,
	"field" text NOT NULL,
	"text" text NOT NULL,
	"author_id" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "application_answers_application_id_field_pk" PRIMARY KEY("application_id","field"),
	CONSTRAINT "application_answers_text" CHECK (length("application_answers"."text") <= 20000)
);
--> statement-breakpoint
CREATE TABLE "application_people" (
	"application_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"part" text NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "application_people_application_id_user_id_part_pk" PRIMARY KEY("application_id","user_id","part"),
	CONSTRAINT "application_people_part" CHECK ("application_people"."part" in ('author', 'endorser', 'head'))
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"campaign_id" uuid NOT NULL,
	"user_id" uuid,
	"project_id" uuid,
	"school_id" uuid,
	"state" text NOT NULL,
	"round" smallint DEFAULT 1 NOT NULL,
	"reopened" text[] DEFAULT '{}' NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"submitted_by" uuid,
	"declared_at" timestamp with time zone,
	"declared_by" uuid,
	CONSTRAINT "applications_subject" UNIQUE NULLS NOT DISTINCT("campaign_id","user_id","project_id","school_id"),
	CONSTRAINT "applications_one_subject" CHECK (num_nonnulls("applications"."project_id", "applications"."school_id") = 1),
	CONSTRAINT "applications_of_person" CHECK ("applications"."user_id" is null or "applications"."project_id" is not null),
	CONSTRAINT "applications_invited" CHECK ("applications"."state" <> 'invited' or "applications"."school_id" is not null),
	CONSTRAINT "applications_state_word" CHECK ("applications"."state" in ('invited', 'draft', 'submitted', 'judged', 'decided', 'withdrawn')),
	CONSTRAINT "applications_round" CHECK ("applications"."round" in (1, 2)),
	CONSTRAINT "applications_reopened" CHECK ("applications"."round" = 2 or cardinality("applications"."reopened") = 0),
	CONSTRAINT "applications_submitted" CHECK ("applications"."state" not in ('submitted', 'judged', 'decided') or "applications"."submitted_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "condition_results" (
	"application_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"stage" text NOT NULL,
	"condition" text NOT NULL,
	"is_met" boolean NOT NULL,
	"proof" jsonb NOT NULL,
	"missing" jsonb,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "condition_results_application_id_round_stage_condition_pk" PRIMARY KEY("application_id","round","stage","condition"),
	CONSTRAINT "condition_results_stage" CHECK ("condition_results"."stage" in ('submitted', 'decided')),
	CONSTRAINT "condition_results_missing" CHECK ("condition_results"."is_met" = ("condition_results"."missing" is null))
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"extract" jsonb,
	"hash" text NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"pinned_by" uuid,
	"pinned_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_why" text DEFAULT '' NOT NULL,
	CONSTRAINT "evidence_source_kind" CHECK ("evidence"."source_kind" in ('passage', 'version', 'object', 'message', 'recording', 'figure', 'collaboration')),
	CONSTRAINT "evidence_note" CHECK (length("evidence"."note") <= 1000 and length("evidence"."withdrawn_why") <= 1000),
	CONSTRAINT "evidence_there" CHECK ("evidence"."extract" is not null or "evidence"."withdrawn_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"scheme" text NOT NULL,
	"campaign_id" uuid,
	"application_id" uuid,
	"parent_id" uuid,
	"user_id" uuid,
	"project_id" uuid,
	"school_id" uuid,
	"region_id" uuid,
	"country_code" char(2),
	"shown" jsonb NOT NULL,
	"place" smallint,
	"age_class" text,
	"points" numeric(10, 4),
	"awarded_on" date NOT NULL,
	"valid_until" date,
	"code" text NOT NULL,
	"given_by" uuid,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_why" text DEFAULT '' NOT NULL,
	CONSTRAINT "awards_scheme" CHECK ("awards"."scheme" in ('national_label', 'pupil_label', 'european_label', 'national_prize', 'european_prize', 'school_label', 'training_award')),
	CONSTRAINT "awards_subject" CHECK (num_nonnulls("awards"."project_id", "awards"."school_id") >= 1),
	CONSTRAINT "awards_of_person" CHECK ("awards"."user_id" is null or "awards"."project_id" is not null),
	CONSTRAINT "awards_dates" CHECK ("awards"."valid_until" > "awards"."awarded_on"),
	CONSTRAINT "awards_place_number" CHECK ("awards"."place" >= 1),
	CONSTRAINT "awards_code_form" CHECK ("awards"."code" ~ '^[A-Z0-9]{12,32}$'),
	CONSTRAINT "awards_withdrawn" CHECK (length("awards"."withdrawn_why") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"rulebook_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"decides_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	CONSTRAINT "campaigns_title" UNIQUE("office_id","rulebook_id","year","title"),
	CONSTRAINT "campaigns_year" CHECK ("campaigns"."year" between 2000 and 2200),
	CONSTRAINT "campaigns_title_length" CHECK (length("campaigns"."title") <= 80),
	CONSTRAINT "campaigns_state" CHECK ("campaigns"."state" in ('draft', 'open', 'decided', 'published', 'cancelled')),
	CONSTRAINT "campaigns_closes" CHECK ("campaigns"."closes_at" > "campaigns"."opens_at"),
	CONSTRAINT "campaigns_decides" CHECK ("campaigns"."decides_at" >= "campaigns"."closes_at"),
	CONSTRAINT "campaigns_opened" CHECK ("campaigns"."state" in ('draft', 'cancelled') or "campaigns"."opened_at" is not null),
	CONSTRAINT "campaigns_published" CHECK (("campaigns"."state" = 'published') = ("campaigns"."published_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "rulebooks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid,
	"scheme" text NOT NULL,
	"country_code" char(2),
	"version" text NOT NULL,
	"titles" jsonb NOT NULL,
	"source" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"rules" jsonb NOT NULL,
	"based_on" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"locked_at" timestamp with time zone,
	CONSTRAINT "rulebooks_version" UNIQUE NULLS NOT DISTINCT("office_id","scheme","country_code","version"),
	CONSTRAINT "rulebooks_scheme" CHECK ("rulebooks"."scheme" in ('national_label', 'pupil_label', 'european_label', 'national_prize', 'european_prize', 'school_label', 'training_award')),
	CONSTRAINT "rulebooks_version_length" CHECK (length("rulebooks"."version") between 1 and 40),
	CONSTRAINT "rulebooks_source" CHECK (length("rulebooks"."source") between 1 and 1000),
	CONSTRAINT "rulebooks_dates" CHECK ("rulebooks"."valid_until" > "rulebooks"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"stage" text NOT NULL,
	"outcome" text NOT NULL,
	"points" numeric(10, 4),
	"rank" integer,
	"place" smallint,
	"feedback" jsonb NOT NULL,
	"present" uuid[] NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decisions_once" UNIQUE("application_id","round","stage"),
	CONSTRAINT "decisions_stage" CHECK ("decisions"."stage" in ('commission', 'appeal')),
	CONSTRAINT "decisions_outcome" CHECK ("decisions"."outcome" in ('awarded', 'refused', 'second')),
	CONSTRAINT "decisions_rank" CHECK ("decisions"."rank" >= 1 and "decisions"."place" >= 1),
	CONSTRAINT "decisions_reason" CHECK (length("decisions"."reason") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "evaluations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"reader" smallint NOT NULL,
	"assessor_id" uuid NOT NULL,
	"state" text DEFAULT 'offered' NOT NULL,
	"conflict" text DEFAULT '' NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	CONSTRAINT "evaluations_reader" UNIQUE("application_id","round","reader"),
	CONSTRAINT "evaluations_assessor" UNIQUE("application_id","round","assessor_id"),
	CONSTRAINT "evaluations_round" CHECK ("evaluations"."round" in (1, 2)),
	CONSTRAINT "evaluations_reader_number" CHECK ("evaluations"."reader" between 1 and 9),
	CONSTRAINT "evaluations_state" CHECK ("evaluations"."state" in ('offered', 'conflicted', 'open', 'submitted')),
	CONSTRAINT "evaluations_submitted" CHECK (("evaluations"."state" = 'submitted') = ("evaluations"."submitted_at" is not null)),
	CONSTRAINT "evaluations_conflict" CHECK (length("evaluations"."conflict") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "marks" (
	"evaluation_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"value" numeric(6, 2),
	"is_not_applicable" boolean DEFAULT false NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "marks_evaluation_id_criterion_pk" PRIMARY KEY("evaluation_id","criterion"),
	CONSTRAINT "marks_one" CHECK (not "marks"."is_not_applicable" or "marks"."value" is null),
	CONSTRAINT "marks_comment" CHECK (length("marks"."comment") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "letter_templates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letter_templates_version" UNIQUE("office_id","kind","language","version"),
	CONSTRAINT "letter_templates_kind" CHECK ("letter_templates"."kind" in ('rector', 'head', 'mayor')),
	CONSTRAINT "letter_templates_title" CHECK (length("letter_templates"."title") between 1 and 160)
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"region_id" uuid,
	"school_id" uuid,
	"state" text DEFAULT 'draft' NOT NULL,
	"data" jsonb NOT NULL,
	"pdf" "bytea",
	"docx" "bytea",
	"hash" text,
	"prepared_by" uuid,
	"prepared_at" timestamp with time zone NOT NULL,
	"signed_by" uuid,
	"signed_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"sent_way" text,
	"replaces" uuid,
	CONSTRAINT "letters_replaces" UNIQUE("replaces"),
	CONSTRAINT "letters_to" CHECK (num_nonnulls("letters"."region_id", "letters"."school_id") = 1),
	CONSTRAINT "letters_state" CHECK ("letters"."state" in ('draft', 'ready', 'signed', 'sent', 'void')),
	CONSTRAINT "letters_year" CHECK ("letters"."year" between 2000 and 2200),
	CONSTRAINT "letters_signed" CHECK ("letters"."state" not in ('signed', 'sent') or ("letters"."signed_at" is not null and "letters"."hash" is not null and "letters"."pdf" is not null)),
	CONSTRAINT "letters_sent" CHECK (("letters"."sent_at" is null) = ("letters"."sent_way" is null)),
	CONSTRAINT "letters_sent_state" CHECK ("letters"."state" <> 'sent' or "letters"."sent_at" is not null),
	CONSTRAINT "letters_way" CHECK ("letters"."sent_way" in ('mail', 'post', 'hand'))
);
--> statement-breakpoint
CREATE TABLE "seen_months" (
	"user_id" uuid NOT NULL,
	"month" date NOT NULL,
	CONSTRAINT "seen_months_user_id_month_pk" PRIMARY KEY("user_id","month"),
	CONSTRAINT "seen_months_first" CHECK (extract(day from "seen_months"."month") = 1)
);
--> statement-breakpoint
ALTER TABLE "application_answers" ADD CONSTRAINT "application_answers_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_answers" ADD CONSTRAINT "application_answers_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_people" ADD CONSTRAINT "application_people_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_people" ADD CONSTRAINT "application_people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_declared_by_users_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "condition_results" ADD CONSTRAINT "condition_results_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_pinned_by_users_id_fk" FOREIGN KEY ("pinned_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_parent_id_awards_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_rulebook_id_rulebooks_id_fk" FOREIGN KEY ("rulebook_id") REFERENCES "public"."rulebooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulebooks" ADD CONSTRAINT "rulebooks_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulebooks" ADD CONSTRAINT "rulebooks_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulebooks" ADD CONSTRAINT "rulebooks_based_on_rulebooks_id_fk" FOREIGN KEY ("based_on") REFERENCES "public"."rulebooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulebooks" ADD CONSTRAINT "rulebooks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_assessor_id_users_id_fk" FOREIGN KEY ("assessor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marks" ADD CONSTRAINT "marks_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_templates" ADD CONSTRAINT "letter_templates_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_templates" ADD CONSTRAINT "letter_templates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_template_id_letter_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."letter_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_prepared_by_users_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_replaces_letters_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen_months" ADD CONSTRAINT "seen_months_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_people_user" ON "application_people" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "applications_state" ON "applications" USING btree ("campaign_id","state");--> statement-breakpoint
CREATE INDEX "applications_user" ON "applications" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "applications_project" ON "applications" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "applications_school" ON "applications" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "evidence_application" ON "evidence" USING btree ("application_id","criterion");--> statement-breakpoint
CREATE INDEX "evidence_source" ON "evidence" USING btree ("source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "awards_code" ON "awards" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "awards_application" ON "awards" USING btree ("application_id","scheme") WHERE "awards"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "awards_user" ON "awards" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "awards_project" ON "awards" USING btree ("project_id","scheme");--> statement-breakpoint
CREATE INDEX "awards_school" ON "awards" USING btree ("school_id","scheme");--> statement-breakpoint
CREATE INDEX "awards_parent" ON "awards" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "awards_campaign" ON "awards" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "awards_region" ON "awards" USING btree ("region_id","awarded_on");--> statement-breakpoint
CREATE INDEX "awards_place" ON "awards" USING btree ("country_code","scheme","awarded_on");--> statement-breakpoint
CREATE INDEX "campaigns_rulebook" ON "campaigns" USING btree ("rulebook_id");--> statement-breakpoint
CREATE INDEX "evaluations_by_assessor" ON "evaluations" USING btree ("assessor_id","state");--> statement-breakpoint
CREATE INDEX "letters_office" ON "letters" USING btree ("office_id","year");--> statement-breakpoint
CREATE INDEX "letters_school" ON "letters" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "letters_region" ON "letters" USING btree ("region_id");--> statement-breakpoint
INSERT INTO "seen_months" ("user_id", "month") SELECT "id", date_trunc('month', "last_seen_on")::date FROM "users" WHERE "kind" = 'staff' AND "last_seen_on" IS NOT NULL AND "anonymised_at" IS NULL;
