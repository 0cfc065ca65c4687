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
ALTER TABLE "shown_files" ADD CONSTRAINT "shown_files_news_id_news_id_fk" FOREIGN KEY ("news_id") REFERENCES "public"."news"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_files" ADD CONSTRAINT "shown_files_project_id_presentations_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."presentations"("project_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_texts" ADD CONSTRAINT "official_texts_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "themes" ADD CONSTRAINT "themes_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "news_office" ON "news" USING btree ("office_id","created_at");--> statement-breakpoint
CREATE INDEX "news_published" ON "news" USING btree ("published_at","id") WHERE "news"."state" = 'published';--> statement-breakpoint
CREATE INDEX "news_citations_text" ON "news_citations" USING btree ("text_id");--> statement-breakpoint
CREATE INDEX "presentation_citations_text" ON "presentation_citations" USING btree ("text_id");--> statement-breakpoint
CREATE INDEX "presentations_published" ON "presentations" USING btree ("published_at","project_id");--> statement-breakpoint
CREATE INDEX "shown_files_news" ON "shown_files" USING btree ("news_id","position");--> statement-breakpoint
CREATE INDEX "shown_files_project" ON "shown_files" USING btree ("project_id","position");--> statement-breakpoint
CREATE INDEX "official_texts_country" ON "official_texts" USING btree ("country_code","date");