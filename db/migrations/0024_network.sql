CREATE TABLE "accompaniment_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"school_id" uuid,
	"project_id" uuid,
	"author_id" uuid,
	"day" date NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "accompaniment_notes_subject" CHECK (num_nonnulls("accompaniment_notes"."school_id", "accompaniment_notes"."project_id") = 1),
	CONSTRAINT "accompaniment_notes_text" CHECK (length("accompaniment_notes"."text") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "circulars" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"region_id" uuid NOT NULL,
	"author_id" uuid,
	"texts" jsonb NOT NULL,
	"readers" integer NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "circulars_readers" CHECK ("circulars"."readers" > 0),
	CONSTRAINT "circulars_texts" CHECK (jsonb_array_length("circulars"."texts") between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "directory_news" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"list" text NOT NULL,
	"id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rank" integer NOT NULL,
	"words" "tsvector" NOT NULL,
	"shown" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rank" integer NOT NULL,
	"words" "tsvector" NOT NULL,
	"shown" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_schools" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rank" integer NOT NULL,
	"words" "tsvector" NOT NULL,
	"shown" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"list" text NOT NULL,
	"word" text NOT NULL,
	"deletes" integer[] NOT NULL,
	"uses" integer NOT NULL,
	CONSTRAINT "search_words_list_word_pk" PRIMARY KEY("list","word")
);
--> statement-breakpoint
CREATE TABLE "dossier" (
	"project_id" uuid NOT NULL,
	"field" text NOT NULL,
	"value" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"author_id" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dossier_project_id_field_pk" PRIMARY KEY("project_id","field"),
	CONSTRAINT "dossier_field" CHECK ("dossier"."field" in ('aims', 'process', 'results', 'pupils', 'tools', 'weeks', 'languages', 'subjects', 'ages', 'rhythm', 'speaking', 'calendars', 'tasks', 'answering', 'silence', 'made', 'learned', 'met', 'differently')),
	CONSTRAINT "dossier_revision" CHECK ("dossier"."revision" > 0)
);
--> statement-breakpoint
CREATE TABLE "pact_agreements" (
	"project_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"agreed_by" uuid,
	"agreed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pact_agreements_project_id_school_id_pk" PRIMARY KEY("project_id","school_id")
);
--> statement-breakpoint
CREATE TABLE "news" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"country_code" char(2),
	"region_id" uuid,
	"theme_id" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"place" text DEFAULT '' NOT NULL,
	"url" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "news_kind" CHECK ("news"."kind" in ('policy', 'action', 'practice', 'opportunity', 'event')),
	CONSTRAINT "news_state" CHECK ("news"."state" in ('draft', 'published', 'withdrawn')),
	CONSTRAINT "news_published_at" CHECK ("news"."state" <> 'published' or "news"."published_at" is not null),
	CONSTRAINT "news_dates" CHECK ("news"."to_date" > "news"."from_date"),
	CONSTRAINT "news_event" CHECK (("news"."kind" = 'event') = ("news"."starts_at" is not null)),
	CONSTRAINT "news_event_end" CHECK ("news"."ends_at" >= "news"."starts_at"),
	CONSTRAINT "news_region" CHECK ("news"."region_id" is null or "news"."country_code" is not null),
	CONSTRAINT "news_place" CHECK (length("news"."place") <= 200),
	CONSTRAINT "news_url" CHECK (length("news"."url") <= 500)
);
--> statement-breakpoint
CREATE TABLE "news_citations" (
	"news_id" uuid NOT NULL,
	"text_id" text NOT NULL,
	CONSTRAINT "news_citations_news_id_text_id_pk" PRIMARY KEY("news_id","text_id")
);
--> statement-breakpoint
CREATE TABLE "news_texts" (
	"news_id" uuid NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "news_texts_news_id_language_pk" PRIMARY KEY("news_id","language"),
	CONSTRAINT "news_texts_title" CHECK (length("news_texts"."title") between 1 and 160),
	CONSTRAINT "news_texts_body" CHECK (length("news_texts"."body") between 1 and 8000)
);
--> statement-breakpoint
CREATE TABLE "presentation_citations" (
	"project_id" uuid NOT NULL,
	"text_id" text NOT NULL,
	CONSTRAINT "presentation_citations_project_id_text_id_pk" PRIMARY KEY("project_id","text_id")
);
--> statement-breakpoint
CREATE TABLE "presentation_yeses" (
	"project_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"user_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "presentation_yeses_project_id_school_id_pk" PRIMARY KEY("project_id","school_id")
);
--> statement-breakpoint
CREATE TABLE "presentations" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"language" text NOT NULL,
	"theme_id" text,
	"tools" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "presentations_title" CHECK (length("presentations"."title") between 1 and 160),
	CONSTRAINT "presentations_summary" CHECK (length("presentations"."summary") between 1 and 4000),
	CONSTRAINT "presentations_tools" CHECK ("presentations"."tools" <@ array['page', 'board', 'wall', 'chat', 'forum', 'meeting'])
);
--> statement-breakpoint
CREATE TABLE "profiles" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"subjects" text[] DEFAULT '{}' NOT NULL,
	"age_from" smallint,
	"age_to" smallint,
	"languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"interests" text DEFAULT '' NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"visible" jsonb NOT NULL,
	"is_listed" boolean DEFAULT false NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "profiles_ages" CHECK ("profiles"."age_from" between 3 and 20 and "profiles"."age_to" between "profiles"."age_from" and 20),
	CONSTRAINT "profiles_ages_both" CHECK (("profiles"."age_from" is null) = ("profiles"."age_to" is null)),
	CONSTRAINT "profiles_interests" CHECK (length("profiles"."interests") <= 300),
	CONSTRAINT "profiles_about" CHECK (length("profiles"."about") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "rollovers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"done_by" uuid,
	"done_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	"classes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shown_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"news_id" uuid,
	"project_id" uuid,
	"position" smallint NOT NULL,
	"alt" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"duration_ms" integer,
	CONSTRAINT "shown_files_owner" CHECK (num_nonnulls("shown_files"."news_id", "shown_files"."project_id") = 1),
	CONSTRAINT "shown_files_kind" CHECK ("shown_files"."kind" in ('picture', 'file'))
);
--> statement-breakpoint
CREATE TABLE "official_texts" (
	"id" text PRIMARY KEY NOT NULL,
	"country_code" char(2) NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"date" date NOT NULL,
	"title" text NOT NULL,
	"language" text NOT NULL,
	"url" text,
	"source" text NOT NULL,
	"is_verified" boolean NOT NULL,
	CONSTRAINT "official_texts_id" CHECK ("official_texts"."id" ~ '^[a-z0-9-]{1,40}$'),
	CONSTRAINT "official_texts_kind" CHECK ("official_texts"."kind" in ('circular', 'note', 'bulletin'))
);
--> statement-breakpoint
CREATE TABLE "themes" (
	"id" text PRIMARY KEY NOT NULL,
	"country_code" char(2),
	"title" text NOT NULL,
	"language" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"source" text NOT NULL,
	CONSTRAINT "themes_id" CHECK ("themes"."id" ~ '^[a-z0-9-]{1,40}$'),
	CONSTRAINT "themes_dates" CHECK ("themes"."to_date" > "themes"."from_date")
);
--> statement-breakpoint
ALTER TABLE "mail_stops" DROP CONSTRAINT "mail_stops_kind";--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
DROP INDEX "mails_waiting";--> statement-breakpoint
DROP INDEX "mails_due";--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "vouches_for" uuid;--> statement-breakpoint
-- What was asked before this said it of whoever had told of their school: it still does, and of no other.
UPDATE "approvals" SET "vouches_for" = "users"."school_id" FROM "newcomers" JOIN "users" ON "users"."id" = "newcomers"."user_id"
	WHERE "approvals"."user_id" = "newcomers"."user_id" AND "newcomers"."brings_school";--> statement-breakpoint
ALTER TABLE "classrooms" ADD COLUMN "left_on" date;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "circular_id" uuid;--> statement-breakpoint
ALTER TABLE "project_schools" ADD COLUMN "heard_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accompaniment_notes" ADD CONSTRAINT "accompaniment_notes_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accompaniment_notes" ADD CONSTRAINT "accompaniment_notes_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accompaniment_notes" ADD CONSTRAINT "accompaniment_notes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accompaniment_notes" ADD CONSTRAINT "accompaniment_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_people" ADD CONSTRAINT "directory_people_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_projects" ADD CONSTRAINT "directory_projects_id_projects_id_fk" FOREIGN KEY ("id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_schools" ADD CONSTRAINT "directory_schools_id_schools_id_fk" FOREIGN KEY ("id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pact_agreements" ADD CONSTRAINT "pact_agreements_agreed_by_users_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pact_agreements" ADD CONSTRAINT "pact_agreements_project_id_school_id_project_schools_project_id_school_id_fk" FOREIGN KEY ("project_id","school_id") REFERENCES "public"."project_schools"("project_id","school_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news" ADD CONSTRAINT "news_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news" ADD CONSTRAINT "news_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news" ADD CONSTRAINT "news_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news" ADD CONSTRAINT "news_theme_id_themes_id_fk" FOREIGN KEY ("theme_id") REFERENCES "public"."themes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news" ADD CONSTRAINT "news_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_citations" ADD CONSTRAINT "news_citations_news_id_news_id_fk" FOREIGN KEY ("news_id") REFERENCES "public"."news"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_citations" ADD CONSTRAINT "news_citations_text_id_official_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."official_texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_texts" ADD CONSTRAINT "news_texts_news_id_news_id_fk" FOREIGN KEY ("news_id") REFERENCES "public"."news"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentation_citations" ADD CONSTRAINT "presentation_citations_project_id_presentations_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."presentations"("project_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentation_citations" ADD CONSTRAINT "presentation_citations_text_id_official_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."official_texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentation_yeses" ADD CONSTRAINT "presentation_yeses_project_id_presentations_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."presentations"("project_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentation_yeses" ADD CONSTRAINT "presentation_yeses_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentation_yeses" ADD CONSTRAINT "presentation_yeses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentations" ADD CONSTRAINT "presentations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentations" ADD CONSTRAINT "presentations_theme_id_themes_id_fk" FOREIGN KEY ("theme_id") REFERENCES "public"."themes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollovers" ADD CONSTRAINT "rollovers_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollovers" ADD CONSTRAINT "rollovers_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_files" ADD CONSTRAINT "shown_files_news_id_news_id_fk" FOREIGN KEY ("news_id") REFERENCES "public"."news"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_files" ADD CONSTRAINT "shown_files_project_id_presentations_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."presentations"("project_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_texts" ADD CONSTRAINT "official_texts_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "themes" ADD CONSTRAINT "themes_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accompaniment_notes_office" ON "accompaniment_notes" USING btree ("office_id","day");--> statement-breakpoint
CREATE INDEX "accompaniment_notes_school" ON "accompaniment_notes" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "accompaniment_notes_project" ON "accompaniment_notes" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "circulars_office" ON "circulars" USING btree ("office_id","sent_at");--> statement-breakpoint
CREATE INDEX "circulars_region" ON "circulars" USING btree ("region_id","sent_at");--> statement-breakpoint
CREATE INDEX "directory_people_words" ON "directory_people" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_people_rank" ON "directory_people" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "directory_projects_words" ON "directory_projects" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_projects_rank" ON "directory_projects" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "directory_schools_words" ON "directory_schools" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_schools_rank" ON "directory_schools" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "search_words_deletes" ON "search_words" USING gin ("deletes") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "news_office" ON "news" USING btree ("office_id","created_at");--> statement-breakpoint
CREATE INDEX "news_published" ON "news" USING btree ("published_at","id") WHERE "news"."state" = 'published';--> statement-breakpoint
CREATE INDEX "news_citations_text" ON "news_citations" USING btree ("text_id");--> statement-breakpoint
CREATE INDEX "presentation_citations_text" ON "presentation_citations" USING btree ("text_id");--> statement-breakpoint
CREATE INDEX "presentation_yeses_school" ON "presentation_yeses" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "presentations_published" ON "presentations" USING btree ("published_at","project_id");--> statement-breakpoint
CREATE INDEX "rollovers_school" ON "rollovers" USING btree ("school_id","done_at");--> statement-breakpoint
CREATE INDEX "shown_files_news" ON "shown_files" USING btree ("news_id","position");--> statement-breakpoint
CREATE INDEX "shown_files_project" ON "shown_files" USING btree ("project_id","position");--> statement-breakpoint
CREATE INDEX "official_texts_country" ON "official_texts" USING btree ("country_code","date");--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_vouches_for_schools_id_fk" FOREIGN KEY ("vouches_for") REFERENCES "public"."schools"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_circular_id_circulars_id_fk" FOREIGN KEY ("circular_id") REFERENCES "public"."circulars"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approvals_vouches_for" ON "approvals" USING btree ("vouches_for");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_circular" ON "mails" USING btree ("circular_id","address");--> statement-breakpoint
CREATE INDEX "mails_next" ON "mails" USING btree ("next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "mails_waiting" ON "mails" USING btree ("address","kind") WHERE state = 'waiting' and circular_id is null;--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree (("circular_id" is not null),"next_at") WHERE state = 'waiting';--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_vouches_for" CHECK ("approvals"."vouches_for" is null or "approvals"."user_id" is not null);--> statement-breakpoint
ALTER TABLE "mail_stops" ADD CONSTRAINT "mail_stops_kind" CHECK ("mail_stops"."kind" in ('digest', 'circular'));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_is_circular" CHECK (("mails"."kind" = 'circular') = ("mails"."circular_id" is not null));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('recovery', 'mandate', 'second_step_removed', 'registration', 'newcomer', 'digest', 'circular'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'co_founder_declined', 'school_left', 'pact_waits', 'help_asked', 'help_answered', 'help_handed', 'help_closed'));--> statement-breakpoint
ALTER TABLE "search_words" SET (fillfactor = 60);--> statement-breakpoint
ALTER TABLE "directory_people" ALTER COLUMN "words" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "directory_projects" ALTER COLUMN "words" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "directory_schools" ALTER COLUMN "words" SET STATISTICS 1000;--> statement-breakpoint
CREATE FUNCTION note_profile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('people', new.user_id); RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_profile AFTER INSERT OR UPDATE ON profiles FOR EACH ROW EXECUTE FUNCTION note_profile();--> statement-breakpoint
CREATE FUNCTION note_user() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) SELECT 'people', user_id FROM profiles WHERE user_id = new.id AND is_listed; IF old.waiting_since IS DISTINCT FROM new.waiting_since THEN INSERT INTO directory_news (list, id) VALUES ('schools', new.school_id); END IF; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_user AFTER UPDATE OF display_name, school_id, suspended_at, waiting_since, last_seen_on ON users FOR EACH ROW WHEN (new.kind = 'staff') EXECUTE FUNCTION note_user();--> statement-breakpoint
CREATE FUNCTION note_school() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('schools', new.id); IF tg_op = 'UPDATE' THEN INSERT INTO directory_news (list, id) SELECT 'people', p.user_id FROM profiles p JOIN users u ON u.id = p.user_id WHERE u.school_id = new.id AND p.is_listed UNION ALL SELECT 'projects', project_id FROM project_schools WHERE school_id = new.id; END IF; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_school AFTER INSERT OR UPDATE OF name, national_code, town, country_code, region_id, kind, levels, closed_on, merged_into, is_public, is_vouched ON schools FOR EACH ROW EXECUTE FUNCTION note_school();--> statement-breakpoint
CREATE FUNCTION note_project() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('projects', new.id); IF tg_op = 'UPDATE' AND old.state IS DISTINCT FROM new.state THEN INSERT INTO directory_news (list, id) SELECT 'people', m.user_id FROM members m JOIN profiles p ON p.user_id = m.user_id WHERE m.project_id = new.id AND p.is_listed; END IF; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_project AFTER INSERT OR UPDATE OF name, kind, state, state_before, languages, subjects, age_from, age_to ON projects FOR EACH ROW EXECUTE FUNCTION note_project();--> statement-breakpoint
CREATE FUNCTION note_its_project() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('projects', new.project_id); RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_project_school AFTER INSERT OR UPDATE OF school_id, standing, left_at ON project_schools FOR EACH ROW EXECUTE FUNCTION note_its_project();--> statement-breakpoint
CREATE FUNCTION note_member() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) SELECT 'people', user_id FROM profiles WHERE user_id = new.user_id AND is_listed; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_member AFTER INSERT OR UPDATE OF role, left_at ON members FOR EACH ROW WHEN (new.role IN ('owner', 'teacher')) EXECUTE FUNCTION note_member();--> statement-breakpoint
CREATE TRIGGER directory_of_team AFTER INSERT OR UPDATE OF public_title ON teams FOR EACH ROW EXECUTE FUNCTION note_its_project();--> statement-breakpoint
CREATE FUNCTION forget_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE search_words SET uses = uses - 1 WHERE list = tg_argv[0] AND word = ANY (tsvector_to_array(old.words)); DELETE FROM search_words WHERE list = tg_argv[0] AND word = ANY (tsvector_to_array(old.words)) AND uses <= 0; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER words_of_people AFTER DELETE ON directory_people FOR EACH ROW EXECUTE FUNCTION forget_words('people');--> statement-breakpoint
CREATE TRIGGER words_of_schools AFTER DELETE ON directory_schools FOR EACH ROW EXECUTE FUNCTION forget_words('schools');--> statement-breakpoint
CREATE TRIGGER words_of_projects AFTER DELETE ON directory_projects FOR EACH ROW EXECUTE FUNCTION forget_words('projects');--> statement-breakpoint
INSERT INTO directory_news (list, id) SELECT 'schools', id FROM schools UNION ALL SELECT 'projects', id FROM projects;
