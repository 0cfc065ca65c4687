CREATE TABLE "school_import_rows" (
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"town" text NOT NULL,
	"region_id" uuid,
	"region_name" text DEFAULT '' NOT NULL,
	"address" text NOT NULL,
	"levels" text[] NOT NULL,
	"closed_on" date,
	"errors" text[] NOT NULL,
	"outcome" text,
	"school_id" uuid,
	"before" jsonb,
	"is_kept" boolean DEFAULT false NOT NULL,
	CONSTRAINT "school_import_rows_import_id_line_pk" PRIMARY KEY("import_id","line"),
	CONSTRAINT "school_import_rows_outcome" CHECK ("school_import_rows"."outcome" in ('new', 'changed', 'closed', 'same', 'skipped', 'error'))
);
--> statement-breakpoint
CREATE TABLE "school_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"country_code" char(2) NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"format" text,
	"delimiter" text NOT NULL,
	"head" text[] NOT NULL,
	"samples" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"next_piece" integer DEFAULT 0 NOT NULL,
	"rest" "bytea" NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"done_line" integer DEFAULT 0 NOT NULL,
	"started_by" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	CONSTRAINT "school_imports_state" CHECK ("school_imports"."state" in ('reading', 'checking', 'checked', 'running', 'done', 'undoing', 'undone'))
);
--> statement-breakpoint
CREATE TABLE "school_merges" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"into_id" uuid NOT NULL,
	"moved" jsonb NOT NULL,
	"merged_by" uuid,
	"merged_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"region_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"from_date" date,
	"to_date" date,
	CONSTRAINT "departments_region_id_code_pk" PRIMARY KEY("region_id","code"),
	CONSTRAINT "departments_dates" CHECK ("departments"."to_date" > "departments"."from_date")
);
--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "opened_on" date;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "address" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "levels" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "folded" text GENERATED ALWAYS AS (btrim(regexp_replace(translate(replace(replace(replace(replace(replace(name || ' ' || town, 'Œ', 'oe'), 'œ', 'oe'), 'Æ', 'ae'), 'æ', 'ae'), 'ß', 'ss'), 'ÀÁÂÃÄÅĀĂĄàáâãäåāăąÇĆĈĊČçćĉċčĎĐÐďđðÈÉÊËĒĔĖĘĚèéêëēĕėęěĜĞĠĢĝğġģĤĦĥħÌÍÎÏĨĪĬĮİìíîïĩīĭįıĶķĹĻĽŁĺļľłÑŃŅŇñńņňÒÓÔÕÖØŌŎŐòóôõöøōŏőŔŖŘŕŗřŚŜŞŠȘśŝşšșŢŤŦȚţťŧțÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűųÝŸýÿŹŻŽźżžABCDEFGHIJKLMNOPQRSTUVWXYZ', 'aaaaaaaaaaaaaaaaaaccccccccccddddddeeeeeeeeeeeeeeeeeegggggggghhhhiiiiiiiiiiiiiiiiiikkllllllllnnnnnnnnoooooooooooooooooorrrrrrssssssssssttttttttuuuuuuuuuuuuuuuuuuuuyyyyzzzzzzabcdefghijklmnopqrstuvwxyz'), '[-–—.,;:!?/()"«»“”‘’''`´ _&+]+', ' ', 'g'))) STORED;--> statement-breakpoint
ALTER TABLE "school_import_rows" ADD CONSTRAINT "school_import_rows_import_id_school_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."school_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_import_rows" ADD CONSTRAINT "school_import_rows_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_imports" ADD CONSTRAINT "school_imports_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_imports" ADD CONSTRAINT "school_imports_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_imports" ADD CONSTRAINT "school_imports_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_merges" ADD CONSTRAINT "school_merges_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_merges" ADD CONSTRAINT "school_merges_merged_by_users_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "school_import_rows_code" ON "school_import_rows" USING btree ("import_id","code","line");--> statement-breakpoint
CREATE INDEX "school_import_rows_outcome" ON "school_import_rows" USING btree ("import_id","outcome","line");--> statement-breakpoint
CREATE INDEX "school_imports_office" ON "school_imports" USING btree ("office_id","started_at");--> statement-breakpoint
CREATE INDEX "school_merges_office" ON "school_merges" USING btree ("office_id","merged_at");--> statement-breakpoint
CREATE INDEX "departments_code" ON "departments" USING btree ("code");--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_merged_into_regions_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_merged_into_schools_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "schools_folded" ON "schools" USING btree ("country_code","folded");--> statement-breakpoint
CREATE INDEX "schools_merged" ON "schools" USING btree ("merged_into");--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_dates" CHECK ("regions"."closed_on" > "regions"."opened_on");--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_merged" CHECK ("regions"."merged_into" is null or "regions"."closed_on" is not null);--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_address" CHECK (length("schools"."address") <= 300);--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_levels" CHECK ("schools"."levels" <@ array['isced.02', 'isced.1', 'isced.2', 'isced.3']);--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_not_into_itself" CHECK ("schools"."merged_into" <> "schools"."id");