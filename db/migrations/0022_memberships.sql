CREATE TABLE "memberships" (
	"country_code" char(2) NOT NULL,
	"standing" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"source" text NOT NULL,
	CONSTRAINT "memberships_country_code_from_date_pk" PRIMARY KEY("country_code","from_date"),
	CONSTRAINT "memberships_standing" CHECK ("memberships"."standing" in ('member', 'plus')),
	CONSTRAINT "memberships_dates" CHECK ("memberships"."to_date" > "memberships"."from_date")
);
--> statement-breakpoint
ALTER TABLE "countries" DROP CONSTRAINT "countries_membership";--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "countries" DROP COLUMN "membership";