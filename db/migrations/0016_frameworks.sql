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
ALTER TABLE "framework_items" ADD CONSTRAINT "framework_items_framework_id_frameworks_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."frameworks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frameworks" ADD CONSTRAINT "frameworks_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frameworks" ADD CONSTRAINT "frameworks_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frameworks" ADD CONSTRAINT "frameworks_imported_by_users_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "framework_items_framework" ON "framework_items" USING btree ("framework_id");