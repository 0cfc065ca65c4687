CREATE TABLE "kit_copies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"title" text NOT NULL,
	"credit" text NOT NULL,
	"licence" text NOT NULL,
	"copied_by" uuid,
	"copied_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kit_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"duration_ms" integer,
	CONSTRAINT "kit_files_kind" CHECK ("kit_files"."kind" in ('picture', 'file', 'voice'))
);
--> statement-breakpoint
CREATE TABLE "kits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"language" text NOT NULL,
	"age_from" smallint NOT NULL,
	"age_to" smallint NOT NULL,
	"credit" text NOT NULL,
	"licence" text NOT NULL,
	"audience" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "kits_audience" CHECK ("kits"."audience" in ('school', 'everybody')),
	CONSTRAINT "kits_ages" CHECK ("kits"."age_from" between 3 and 20 and "kits"."age_to" between "kits"."age_from" and 20),
	CONSTRAINT "kits_credit" CHECK (length("kits"."credit") > 0 and length("kits"."licence") > 0)
);
--> statement-breakpoint
ALTER TABLE "kit_copies" ADD CONSTRAINT "kit_copies_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kit_copies" ADD CONSTRAINT "kit_copies_copied_by_users_id_fk" FOREIGN KEY ("copied_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kit_files" ADD CONSTRAINT "kit_files_kit_id_kits_id_fk" FOREIGN KEY ("kit_id") REFERENCES "public"."kits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kits" ADD CONSTRAINT "kits_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kits" ADD CONSTRAINT "kits_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kit_copies_project" ON "kit_copies" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "kit_files_kit" ON "kit_files" USING btree ("kit_id");--> statement-breakpoint
CREATE INDEX "kits_school" ON "kits" USING btree ("school_id");