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
ALTER TABLE "directory_people" ADD CONSTRAINT "directory_people_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_projects" ADD CONSTRAINT "directory_projects_id_projects_id_fk" FOREIGN KEY ("id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_schools" ADD CONSTRAINT "directory_schools_id_schools_id_fk" FOREIGN KEY ("id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directory_people_words" ON "directory_people" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_people_rank" ON "directory_people" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "directory_projects_words" ON "directory_projects" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_projects_rank" ON "directory_projects" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "directory_schools_words" ON "directory_schools" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_schools_rank" ON "directory_schools" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "search_words_deletes" ON "search_words" USING gin ("deletes") WITH (fastupdate=false);--> statement-breakpoint
ALTER TABLE "search_words" SET (fillfactor = 60);--> statement-breakpoint
ALTER TABLE "directory_people" ALTER COLUMN "words" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "directory_projects" ALTER COLUMN "words" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "directory_schools" ALTER COLUMN "words" SET STATISTICS 1000;--> statement-breakpoint
CREATE FUNCTION note_profile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('people', new.user_id); RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_profile AFTER INSERT OR UPDATE ON profiles FOR EACH ROW EXECUTE FUNCTION note_profile();--> statement-breakpoint
CREATE FUNCTION note_user() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) SELECT 'people', user_id FROM profiles WHERE user_id = new.id AND is_listed; IF old.waiting_since IS DISTINCT FROM new.waiting_since THEN INSERT INTO directory_news (list, id) VALUES ('schools', new.school_id); END IF; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_user AFTER UPDATE OF display_name, school_id, suspended_at, waiting_since, last_seen_on ON users FOR EACH ROW WHEN (new.kind = 'staff') EXECUTE FUNCTION note_user();--> statement-breakpoint
CREATE FUNCTION note_school() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('schools', new.id); IF tg_op = 'UPDATE' THEN INSERT INTO directory_news (list, id) SELECT 'people', p.user_id FROM profiles p JOIN users u ON u.id = p.user_id WHERE u.school_id = new.id AND p.is_listed UNION ALL SELECT 'projects', project_id FROM project_schools WHERE school_id = new.id; END IF; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_school AFTER INSERT OR UPDATE OF name, town, country_code, region_id, kind, levels, closed_on, merged_into, is_public, is_vouched ON schools FOR EACH ROW EXECUTE FUNCTION note_school();--> statement-breakpoint
CREATE FUNCTION note_project() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('projects', new.id); RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_project AFTER INSERT OR UPDATE OF name, kind, state, state_before, languages, subjects, age_from, age_to ON projects FOR EACH ROW EXECUTE FUNCTION note_project();--> statement-breakpoint
CREATE FUNCTION note_its_project() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('projects', new.project_id); RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_project_school AFTER INSERT OR UPDATE ON project_schools FOR EACH ROW EXECUTE FUNCTION note_its_project();--> statement-breakpoint
CREATE TRIGGER directory_of_team AFTER INSERT OR UPDATE OF public_title ON teams FOR EACH ROW EXECUTE FUNCTION note_its_project();--> statement-breakpoint
CREATE FUNCTION forget_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE search_words SET uses = uses - 1 WHERE list = tg_argv[0] AND word = ANY (tsvector_to_array(old.words)); DELETE FROM search_words WHERE list = tg_argv[0] AND word = ANY (tsvector_to_array(old.words)) AND uses <= 0; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER words_of_people AFTER DELETE ON directory_people FOR EACH ROW EXECUTE FUNCTION forget_words('people');--> statement-breakpoint
CREATE TRIGGER words_of_schools AFTER DELETE ON directory_schools FOR EACH ROW EXECUTE FUNCTION forget_words('schools');--> statement-breakpoint
CREATE TRIGGER words_of_projects AFTER DELETE ON directory_projects FOR EACH ROW EXECUTE FUNCTION forget_words('projects');--> statement-breakpoint
INSERT INTO directory_news (list, id) SELECT 'schools', id FROM schools UNION ALL SELECT 'projects', id FROM projects;
