CREATE TABLE "directory_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rank" integer NOT NULL,
	"words" "tsvector" NOT NULL,
	"shown" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offer_projects" (
	"offer_id" uuid NOT NULL,
	"match_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	CONSTRAINT "offer_projects_offer_id_match_id_pk" PRIMARY KEY("offer_id","match_id")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"words" text NOT NULL,
	"age_from" smallint NOT NULL,
	"age_to" smallint NOT NULL,
	"pupils" smallint NOT NULL,
	"languages" jsonb NOT NULL,
	"subjects" text[] NOT NULL,
	"countries" text[] NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"hours" jsonb NOT NULL,
	"rhythm" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "offers_state" CHECK ("offers"."state" in ('open', 'withdrawn', 'over')),
	CONSTRAINT "offers_kind" CHECK ("offers"."kind" in ('european', 'national')),
	CONSTRAINT "offers_rhythm" CHECK ("offers"."rhythm" in ('weekly', 'fortnightly', 'monthly', 'rarely', 'never')),
	CONSTRAINT "offers_title" CHECK (length("offers"."title") between 1 and 120),
	CONSTRAINT "offers_words" CHECK (length("offers"."words") between 1 and 1000),
	CONSTRAINT "offers_ages" CHECK ("offers"."age_from" between 3 and 20 and "offers"."age_to" between "offers"."age_from" and 20),
	CONSTRAINT "offers_pupils" CHECK ("offers"."pupils" between 1 and 300),
	CONSTRAINT "offers_weeks" CHECK ("offers"."to_date" > "offers"."from_date" and "offers"."to_date" - "offers"."from_date" < 371)
);
--> statement-breakpoint
ALTER TABLE "directory_offers" ADD CONSTRAINT "directory_offers_id_offers_id_fk" FOREIGN KEY ("id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_projects" ADD CONSTRAINT "offer_projects_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_projects" ADD CONSTRAINT "offer_projects_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_projects" ADD CONSTRAINT "offer_projects_match_id_offers_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directory_offers_words" ON "directory_offers" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_offers_rank" ON "directory_offers" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "offer_projects_match" ON "offer_projects" USING btree ("match_id");--> statement-breakpoint
CREATE INDEX "offer_projects_project" ON "offer_projects" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "offers_user" ON "offers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "offers_ending" ON "offers" USING btree ("to_date") WHERE "offers"."state" = 'open';--> statement-breakpoint
ALTER TABLE "directory_offers" ALTER COLUMN "words" SET STATISTICS 1000;--> statement-breakpoint
CREATE FUNCTION note_offer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('offers', new.id); RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_offer AFTER INSERT OR UPDATE ON offers FOR EACH ROW EXECUTE FUNCTION note_offer();--> statement-breakpoint
CREATE FUNCTION note_offers_of() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) SELECT 'offers', id FROM offers WHERE state = 'open' AND user_id = (to_jsonb(new) ->> tg_argv[0])::uuid; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER offers_of_profile AFTER INSERT OR UPDATE OF visible ON profiles FOR EACH ROW EXECUTE FUNCTION note_offers_of('user_id');--> statement-breakpoint
CREATE TRIGGER offers_of_user AFTER UPDATE OF display_name, school_id, suspended_at, waiting_since ON users FOR EACH ROW WHEN (new.kind = 'staff') EXECUTE FUNCTION note_offers_of('id');--> statement-breakpoint
CREATE FUNCTION note_offers_at() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) SELECT 'offers', o.id FROM offers o JOIN users u ON u.id = o.user_id WHERE u.school_id = new.id AND o.state = 'open'; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER offers_of_school AFTER UPDATE OF name, town, country_code, region_id, kind, closed_on, merged_into, is_vouched ON schools FOR EACH ROW EXECUTE FUNCTION note_offers_at();--> statement-breakpoint
CREATE TRIGGER words_of_offers AFTER DELETE ON directory_offers FOR EACH ROW EXECUTE FUNCTION forget_words('offers');
