CREATE TABLE "quiet_exceptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"project_id" uuid,
	"reason" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "quiet_exceptions_order" CHECK ("quiet_exceptions"."ends_at" >= "quiet_exceptions"."starts_at"),
	CONSTRAINT "quiet_exceptions_reason" CHECK (length("quiet_exceptions"."reason") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "school_holidays" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "school_holidays_span" UNIQUE("school_id","from_date","to_date","name"),
	CONSTRAINT "school_holidays_order" CHECK ("school_holidays"."to_date" >= "school_holidays"."from_date"),
	CONSTRAINT "school_holidays_length" CHECK ("school_holidays"."to_date" - "school_holidays"."from_date" < 120),
	CONSTRAINT "school_holidays_name" CHECK (length("school_holidays"."name") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "quiet_exceptions" ADD CONSTRAINT "quiet_exceptions_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_exceptions" ADD CONSTRAINT "quiet_exceptions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_exceptions" ADD CONSTRAINT "quiet_exceptions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_holidays" ADD CONSTRAINT "school_holidays_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quiet_exceptions_school" ON "quiet_exceptions" USING btree ("school_id","ends_at");--> statement-breakpoint
CREATE INDEX "quiet_exceptions_project" ON "quiet_exceptions" USING btree ("project_id");